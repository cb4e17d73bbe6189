// Asks for real time, deadlines and the processor's favour, for itself, its threads and the supervisor: it would starve the machine.
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

static void attempt(const char* name, long result) { std::printf("%s %s\n", name, result < 0 ? "refused" : "ALLOWED"); }

struct Wish {
  uint32_t size = sizeof(Wish), policy;
  uint64_t flags = 0;
  int32_t nice = 0;
  uint32_t priority = 0;
  uint64_t runtime = 0, deadline = 0, period = 0;
};

static void all(const char* whose, pid_t who) {
  for (int policy : {SCHED_FIFO, SCHED_RR, 6}) {
    for (int flag : {0, SCHED_RESET_ON_FORK}) {
      for (int priority : {0, 1, 50, 99}) {
        sched_param wanted{};
        wanted.sched_priority = priority;
        attempt(whose, syscall(SYS_sched_setscheduler, who, policy | flag, &wanted));
      }
    }
  }
  for (uint32_t policy : {1u, 2u, 6u}) {
    Wish wish;
    wish.policy = policy;
    wish.priority = policy == 6 ? 0 : 50;
    wish.runtime = policy == 6 ? 9'000'000 : 0;
    wish.deadline = wish.period = policy == 6 ? 10'000'000 : 0;
    attempt(whose, syscall(SYS_sched_setattr, who, &wish, 0));
  }
  sched_param wanted{};
  wanted.sched_priority = 10;
  attempt(whose, syscall(SYS_sched_setparam, who, &wanted));
}

int main() {
  all("own", 0);
  all("supervisor's", 1);
  std::thread([] { all("thread's", static_cast<pid_t>(syscall(SYS_gettid))); }).join();
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(0, &one);
  attempt("the supervisor's processor", sched_setaffinity(1, sizeof one, &one));
  attempt("the supervisor's nice", setpriority(PRIO_PROCESS, 1, 19));
  attempt("everybody's nice", setpriority(PRIO_USER, getuid(), 19));
  attempt("disk first", syscall(SYS_ioprio_set, 1, 0, 1 << 13));
  for (int limit : {RLIMIT_RTPRIO, RLIMIT_NICE}) {
    rlimit more{99, 99};
    attempt("limit", setrlimit(static_cast<__rlimit_resource>(limit), &more));
  }
  std::printf("policy %d\n", sched_getscheduler(0));
}
