// Fills System V shared memory, semaphores and message queues, which outlive their makers, and leaves them behind.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

int main() {
  std::setvbuf(stdout, nullptr, _IONBF, 0);
  std::printf("made by others: %s\n", shmget(0x5041524c, 0, 0) < 0 && msgget(0x5041524c, 0) < 0 && semget(0x5041524c, 0, 0) < 0 ? "none" : "SOMETHING");
  msgget(0x5041524c, IPC_CREAT | 0666);
  semget(0x5041524c, 250, IPC_CREAT | 0666);
  int key = 0x5041524c;
  for (int i = 0; i < 400; i++, key++) {
    int id = shmget(key, 16 << 20, IPC_CREAT | 0666);
    void* at = id < 0 ? reinterpret_cast<void*>(-1) : shmat(id, nullptr, 0);
    if (at == reinterpret_cast<void*>(-1)) {
      std::printf("refused %s\n", std::strerror(errno));
      return 3;
    }
    std::memset(at, 1, 16 << 20);
    shmdt(at);
  }
  std::puts("6 GB WRITTEN");
}
