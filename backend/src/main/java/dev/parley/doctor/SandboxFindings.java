package dev.parley.doctor;

import dev.parley.container.Exit;
import dev.parley.container.docker.Hardening;
import dev.parley.doctor.SandboxProbe.Outcome;
import dev.parley.language.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** From what the probe says inside a sandbox to what that means. Knows no engine. */
final class SandboxFindings {

  static final long SHARED_MEMORY = Hardening.SHARED_MEMORY;

  private static final Duration LATE = Duration.ofSeconds(3);
  private static final String UPDATE =
      "update the container engine; strangers' programs must not run on this one";
  private static final String PROFILE =
      "the engine or its kernel does not apply runtimes/seccomp.json; " + UPDATE;
  private static final String CONTROLLERS =
      "the kernel's control groups must limit it: see the engine's warnings in docker info";

  private static final String NOT_TRIED = "not tried";
  private static final String OTHER_RUNTIME =
      "try this image with the engine's own runtime too: PARLEY_RUNTIME= ./start.sh --doctor";
  private static final String OCI_SECCOMP =
      "register the runtime with --oci-seccomp, so that runtimes/seccomp.json holds there too";

  private final boolean ownKernel;

  SandboxFindings(boolean ownKernel) {
    this.ownKernel = ownKernel;
  }

  List<Finding> of(Limits limits, Outcome all, Outcome memory, Outcome wait) {
    Map<String, String> facts = facts(all.text());
    List<Finding> found = new ArrayList<>();
    found.add(probe(facts));
    found.addAll(identity(facts));
    found.addAll(walls(facts));
    found.addAll(sizes(limits, facts));
    found.add(memory(limits, memory));
    found.add(time(wait));
    return found;
  }

  private Finding probe(Map<String, String> facts) {
    if (isKeptWaiting(facts)) {
      return Finding.note(
          "probe",
          "the runtime's kernel lets a 32-bit call wait for ever, so what comes behind was not tried",
          "a newer release of the runtime");
    }
    return Finding.of(
        "probe",
        facts.containsKey("end"),
        facts.containsKey("end") ? "it ran to its end" : "it said only: " + facts.keySet(),
        "look at the server's log; an image may be broken: scripts/images.sh --list");
  }

  /** Old releases of gVisor neither make nor refuse the call that the probe tries last of all. */
  private boolean isKeptWaiting(Map<String, String> facts) {
    return ownKernel && !facts.containsKey("end") && facts.containsKey("call.namespace");
  }

  private static Map<String, String> facts(String text) {
    Map<String, String> facts = new HashMap<>();
    text.lines()
        .map(line -> line.strip().split(" ", 2))
        .filter(words -> words.length == 2)
        .forEach(words -> facts.put(words[0], words[1]));
    return facts;
  }

  private List<Finding> identity(Map<String, String> facts) {
    String user = facts.getOrDefault("user", "unknown");
    return List.of(
        Finding.of(
            "user",
            !user.equals("0") && !user.equals("unknown"),
            user.equals("0") ? "root" : user + ", not root",
            UPDATE),
        is("capabilities", facts, "capabilities", "0", "none", UPDATE),
        privileges(facts),
        filter(facts),
        calls(facts),
        isKeptWaiting(facts)
            ? Finding.note("set-user-ID files", NOT_TRIED, OTHER_RUNTIME)
            : is("set-user-ID files", facts, "set_user_id", "0", "none", "rebuild the image"));
  }

  /** The status that gVisor shows has no line for it, and its kernel gives no privilege anyway. */
  private Finding privileges(Map<String, String> facts) {
    return ownKernel && !facts.containsKey("no_new_privileges")
        ? Finding.ok("no new privileges", "the runtime's kernel gives none")
        : is("no new privileges", facts, "no_new_privileges", "1", "for ever", UPDATE);
  }

  private Finding filter(Map<String, String> facts) {
    return ownKernel && !"2".equals(facts.get("seccomp"))
        ? Finding.note(
            "system call filter",
            "off: the runtime's kernel stands alone before the machine's",
            OCI_SECCOMP)
        : is("system call filter", facts, "seccomp", "2", "on", PROFILE);
  }

  private Finding calls(Map<String, String> facts) {
    List<String> allowed =
        facts.entrySet().stream()
            .filter(fact -> fact.getKey().startsWith("call."))
            .filter(fact -> !fact.getValue().equals("refused"))
            .map(fact -> fact.getKey().substring("call.".length()))
            .sorted()
            .toList();
    if (ownKernel && !allowed.isEmpty()) {
      return Finding.note(
          "system calls",
          "answered by the runtime's kernel: " + String.join(", ", allowed),
          OCI_SECCOMP);
    }
    long tried = facts.keySet().stream().filter(name -> name.startsWith("call.")).count();
    return Finding.of(
        "system calls",
        allowed.isEmpty() && tried > 0,
        allowed.isEmpty()
            ? tried + " dangerous ones refused, io_uring and vsock among them"
            : "allowed: " + String.join(", ", allowed),
        PROFILE);
  }

  private List<Finding> walls(Map<String, String> facts) {
    boolean program = "program".equals(facts.get("core_handler"));
    return List.of(
        root(facts),
        is("network", facts, "network", "none", "none", UPDATE),
        is("core dumps", facts, "core", "0", "none", UPDATE),
        program
            ? Finding.note(
                "crashes",
                "start a program of the host (kernel.core_pattern)",
                "sysctl kernel.core_pattern=core keeps strangers' crashes away from it")
            : Finding.ok("crashes", "start nothing on the host"));
  }

  /** The probe believes the flags of the file system, which gVisor does not show. */
  private Finding root(Map<String, String> facts) {
    return ownKernel && "writable".equals(facts.get("root"))
        ? Finding.note(
            "root file system",
            "the runtime's kernel does not say that it is read-only",
            "./test.sh --gvisor tries to write everywhere")
        : is("root file system", facts, "root", "read-only", "read-only", UPDATE);
  }

  private List<Finding> sizes(Limits limits, Map<String, String> facts) {
    return List.of(
        isKeptWaiting(facts)
            ? Finding.note("processes", NOT_TRIED, OTHER_RUNTIME)
            : most("processes", facts, "processes", limits.processes(), CONTROLLERS),
        most("open files", facts, "files", limits.files(), UPDATE),
        most("size of a file", facts, "file_size", limits.fileSize(), UPDATE),
        together(
            "disk",
            facts,
            "bytes",
            List.of(limits.work(), limits.temporary(), SHARED_MEMORY),
            "the engine ignores the size of folders in memory; " + UPDATE),
        files(limits, facts));
  }

  /** gVisor counts files in memory by what they take of it, not by their number. */
  private Finding files(Limits limits, Map<String, String> facts) {
    Finding counted =
        together(
            "number of files",
            facts,
            "files",
            List.of((long) limits.inodes(), Hardening.FILES, Hardening.FILES),
            "the engine ignores nr_inodes of folders in memory; " + UPDATE);
    return ownKernel && counted.isWrong()
        ? Finding.note(
            counted.check(),
            "not counted by the runtime's kernel: the memory limit bounds them",
            "nothing has to be done")
        : counted;
  }

  private static Finding together(
      String check, Map<String, String> facts, String what, List<Long> limits, String remedy) {
    List<Finding> each =
        List.of(
            most("/work", facts, "work_" + what, limits.get(0), remedy),
            most("/tmp", facts, "tmp_" + what, limits.get(1), remedy),
            most("/dev/shm", facts, "shm_" + what, limits.get(2), remedy));
    Stream<Finding> told = each.stream();
    if (Finding.anyWrong(each)) {
      told = told.filter(Finding::isWrong);
    }
    return Finding.of(
        check,
        !Finding.anyWrong(each),
        String.join(", ", told.map(f -> f.check() + " " + f.seen()).toList()),
        remedy);
  }

  private static Finding is(
      String check,
      Map<String, String> facts,
      String fact,
      String good,
      String words,
      String remedy) {
    String seen = facts.getOrDefault(fact, "unknown");
    return Finding.of(check, seen.equals(good), seen.equals(good) ? words : seen, remedy);
  }

  private static Finding most(
      String check, Map<String, String> facts, String fact, long limit, String remedy) {
    OptionalLong reached = number(facts.getOrDefault(fact, "unknown"));
    boolean good = reached.isPresent() && reached.getAsLong() <= limit;
    return Finding.of(
        check,
        good,
        reached.isPresent()
            ? "ended at " + size(reached.getAsLong())
            : facts.getOrDefault(fact, "unknown") + ", not " + size(limit),
        remedy);
  }

  private static OptionalLong number(String text) {
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static String size(long number) {
    return number >= 1 << 20 && number % (1 << 10) == 0
        ? (number >> 20) + " MB"
        : Long.toString(number);
  }

  private static Finding memory(Limits limits, Outcome outcome) {
    boolean refused = outcome.text().strip().equals("memory refused");
    boolean ended =
        outcome.exit().filter(exit -> exit instanceof Exit.Lost || died(exit)).isPresent();
    return Finding.of(
        "memory",
        (refused || ended) && !outcome.text().contains("unbounded"),
        ended || refused
            ? "ended at " + size(limits.memory())
            : "took more than the limit of " + size(limits.memory()),
        CONTROLLERS);
  }

  private static boolean died(Exit exit) {
    return exit instanceof Exit.Report report && (report.outOfMemory() || report.signal() != 0);
  }

  private static Finding time(Outcome outcome) {
    boolean ended =
        outcome
            .exit()
            .filter(e -> e instanceof Exit.Report r && r.why() == Exit.Why.TIMEOUT)
            .isPresent();
    boolean inTime = outcome.took().compareTo(LATE) < 0;
    return Finding.of(
        "time limit",
        ended && inTime,
        ended
            ? String.format(Locale.ROOT, "ended after %.1f s", outcome.took().toMillis() / 1e3)
            : "a program that waits was not ended",
        inTime ? UPDATE : "this machine is too busy or too slow; try again when it is at rest");
  }
}
