// Writes half a megabyte at once and is gone in the same moment: the tail must arrive all the same.
#include <string>
#include <unistd.h>

int main() {
  std::string text(500000, '.');
  text += "THE END\n";
  for (std::size_t at = 0; at < text.size();) {
    ssize_t n = write(1, text.data() + at, text.size() - at);
    if (n <= 0) _exit(1);
    at += static_cast<std::size_t>(n);
  }
  _exit(7);
}
