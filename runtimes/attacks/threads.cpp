// Starts ten thousand threads: the refusal must be an error that the program sees and can print.
#include <chrono>
#include <cstdio>
#include <system_error>
#include <thread>
#include <unistd.h>

int main() {
  int threads = 0;
  try {
    for (; threads < 10000; threads++) std::thread([] { std::this_thread::sleep_for(std::chrono::hours(1)); }).detach();
  } catch (const std::system_error& e) {
    std::printf("refused at %s: %s\n", threads < 64 ? "fewer than 64" : "TOO MANY", e.what());
  }
  std::fflush(stdout);
  _exit(0);
}
