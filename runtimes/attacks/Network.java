// Tries every door of Java to the outside: sockets, datagrams, multicast, names, the server's own ports on the host.
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.Collections;

public class Network {
  interface Attempt { void run() throws Exception; }

  static void attempt(String name, Attempt attempt) {
    try {
      attempt.run();
      System.out.println(name + " REACHED");
    } catch (Exception e) {
      System.out.println(name + " refused");
    }
  }

  public static void main(String[] args) throws IOException {
    for (String host : new String[] {"1.1.1.1", "169.254.169.254", "172.17.0.1", "192.168.0.1", "::ffff:8.8.8.8", "fd00:ec2::254"}) {
      for (int port : new int[] {22, 80, 8080, 2375}) {
        attempt(host + " " + port, () -> new Socket().connect(new InetSocketAddress(InetAddress.getByName(host), port), 500));
      }
    }
    for (int port : new int[] {22, 80, 2375, 8080}) {
      attempt("here " + port, () -> new Socket().connect(new InetSocketAddress("127.0.0.1", port), 500));
    }
    attempt("datagram", () -> new DatagramSocket().send(new DatagramPacket(new byte[1], 1, InetAddress.getByName("8.8.8.8"), 53)));
    attempt("broadcast", () -> new DatagramSocket().send(new DatagramPacket(new byte[1], 1, InetAddress.getByName("255.255.255.255"), 67)));
    attempt("multicast", () -> new DatagramSocket().send(new DatagramPacket(new byte[1], 1, InetAddress.getByName("224.0.0.251"), 5353)));
    attempt("name", () -> InetAddress.getByName("metadata.google.internal"));
    attempt("page", () -> URI.create("http://example.com/").toURL().openStream().close());
    System.out.println(Collections.list(NetworkInterface.getNetworkInterfaces()).stream().map(NetworkInterface::getName).toList());
  }
}
