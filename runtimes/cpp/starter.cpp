#include <iostream>
#include <string>

std::string greet(const std::string& name) {
  return "Hello, " + name + "!";
}

int main() {
  std::cout << "Your name: ";
  std::string name;
  std::getline(std::cin, name);
  std::cout << greet(name.empty() ? "world" : name) << '\n';
}
