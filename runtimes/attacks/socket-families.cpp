// Tries every family of sockets there is with every type: each family is a module of the kernel that a stranger could reach.
// Left are the local ones, those of the internet (which lead nowhere) and the list of interfaces.
#include <cstdio>
#include <initializer_list>
#include <sys/socket.h>
#include <unistd.h>

int main() {
  for (int family = 0; family < 64; family++) {
    bool opened = false;
    for (int type = 1; type <= 10; type++) {
      for (int protocol : {0, 1, 6, 9, 12, 15, 16}) {
        if (family == AF_NETLINK && protocol == 0) continue;
        int descriptor = socket(family, type, protocol);
        opened = opened || descriptor >= 0;
        close(descriptor);
      }
    }
    if (opened) std::printf("%d ", family);
  }
  std::printf("\nraw %d packet %d audit %d uevent %d vsock %d\n", socket(AF_INET, SOCK_RAW, 255), socket(AF_PACKET, SOCK_RAW, 0),
              socket(AF_NETLINK, SOCK_RAW, 9), socket(AF_NETLINK, SOCK_RAW, 15), socket(40, SOCK_STREAM, 0));
}
