int main() {
  int broken = "text";
}
