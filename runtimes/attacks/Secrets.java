// Reads what a program of this server's own kind could: the environment, system properties, the command line of process 1, its files.
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public class Secrets {
  public static void main(String[] args) {
    System.getenv().keySet().stream().filter(n -> n.startsWith("PARLEY") || n.startsWith("DOCKER")).forEach(n -> System.out.println("LEAKED " + n));
    System.getProperties().forEach((name, value) -> {
      if (value.toString().contains("parley") || value.toString().contains("docker")) {
        System.out.println("LEAKED " + name + "=" + value);
      }
    });
    for (String file : List.of("/proc/1/environ", "/proc/1/maps", "/etc/shadow", "/var/run/docker.sock", "/data/secret", "/root/.ssh/id_rsa")) {
      try {
        System.out.println("READ " + file + " " + Files.readAllBytes(Path.of(file)).length);
      } catch (IOException e) {
        System.out.println("refused " + file);
      }
    }
    System.out.println(ProcessHandle.allProcesses().count() < 4 ? "alone" : "IN COMPANY");
  }
}
