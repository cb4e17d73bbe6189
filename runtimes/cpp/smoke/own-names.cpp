#include <iostream>
using namespace std;

// A name of <numeric>, which this program does not include.
int iota(int n) {
  return n + 1;
}

int main() {
  cout << iota(2) << endl;
}
