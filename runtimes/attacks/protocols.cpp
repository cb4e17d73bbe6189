// Asks for every protocol there may be: for those it has as modules the kernel fetches code that nobody else here uses.
#include <cerrno>
#include <cstdio>
#include <initializer_list>
#include <sys/socket.h>
#include <unistd.h>

int main() {
  for (int family : {AF_INET, AF_INET6}) {
    for (int type : {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET, SOCK_DCCP, SOCK_PACKET}) {
      for (int protocol = 0; protocol < 300; protocol++) {
        int made = socket(family, type | SOCK_CLOEXEC, protocol);
        if (made >= 0 || errno != EPERM) std::printf("%d/%d/%d %s\n", family, type, protocol, made < 0 ? "tried" : "made");
        if (made >= 0) close(made);
      }
    }
  }
}
