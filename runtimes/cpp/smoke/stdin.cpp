#include <bits/stdc++.h>
using namespace std;

int main() {
  string name;
  int a, b;
  cin >> name >> a >> b;
  cout << "Hi " << name << ", " << a + b << endl;
}
