package dev.parley.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.parley.container.ContainerEngine;
import dev.parley.container.EngineException;
import dev.parley.container.Exit;
import dev.parley.container.Sandbox;
import dev.parley.container.Urgency;
import dev.parley.language.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sandboxes from a Docker engine.
 *
 * <p>What was learnt about the client, and is why this looks as it does: every attached stream
 * holds a connection for life, and a pool of connections that is empty blocks even a ping without
 * limit, so streams, calls and pings have a client each. No version of the interface is asked for:
 * every pinned one is refused by some engine. Time limits are ours ({@link Calls}).
 */
public final class DockerEngine implements ContainerEngine {

  private static final Logger LOG = LoggerFactory.getLogger(DockerEngine.class);
  private static final int CONTROL_CONNECTIONS = 64;
  private static final int PING_CONNECTIONS = 4;

  /**
   * The engine's news of a container's end may come a little after the end, and later where a whole
   * kernel ends with it.
   */
  private static final Duration MEMORY_NEWS = Duration.ofMillis(300);

  private static final Duration KERNEL_NEWS = Duration.ofSeconds(1);

  private final DockerSettings settings;
  private final Hardening hardening;
  private final Instance instance;
  private final Supplier<String> ids;
  private final ImageTags tags = new ImageTags();

  private final Calls calls = new Calls();
  private final DockerClient control;
  private final DockerClient streams;
  private final DockerClient pings;
  private final Anchors anchors;

  /** Makes an anchor as the last one was wanted; null as long as nobody had to wait. */
  private volatile Anchors.Foundry foundry;

  private final Leftovers leftovers;
  private final MemoryWatch memory;
  private final Heartbeat heartbeat;
  private final SandboxUsers users;
  private final Set<String> owned = ConcurrentHashMap.newKeySet();

  /**
   * Connects, whether or not anybody answers; the engine may come and go.
   *
   * @param ids makes names for containers, never the same twice
   */
  public DockerEngine(
      DockerSettings settings, Hardening hardening, Instance instance, Supplier<String> ids) {
    this.settings = settings;
    this.hardening = hardening;
    this.instance = instance;
    this.ids = ids;
    this.users = new SandboxUsers(instance.hashCode());
    this.control = client(settings.host(), CONTROL_CONNECTIONS);
    this.streams = client(settings.host(), settings.sandboxes() + PING_CONNECTIONS + 1);
    this.pings = client(settings.host(), PING_CONNECTIONS);
    // Other runtimes have a network stack of their own, which cannot be joined.
    this.anchors = new Anchors(settings.runtime().isPresent() ? 0 : settings.anchors());
    this.leftovers = new Leftovers(control, calls, settings.call(), instance, owned::contains);
    this.memory = new MemoryWatch(streams, instance);
    this.heartbeat =
        new Heartbeat(settings.ping(), calls, () -> pings.pingCmd().exec(), this::engineIsUp);
    heartbeat.start();
  }

  private static DockerClient client(String host, int connections) {
    // An empty version overrides one that the environment or a properties file may hold.
    DockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(host)
            .withDockerTlsVerify(false)
            .withApiVersion("")
            .build();
    return DockerClientImpl.getInstance(
        config,
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .maxConnections(connections)
            .connectionTimeout(Duration.ofSeconds(2))
            .build());
  }

  @Override
  public Sandbox boot(Language language, Urgency urgency)
      throws EngineException, InterruptedException {
    String image =
        tags.of(language.id())
            .orElseThrow(
                () -> new EngineException("There is no image for " + language.name() + " yet."));
    if (urgency == Urgency.AHEAD) {
      return boot(language, image, urgency, Optional::empty);
    }
    Language nothing = language.running(List.of());
    foundry = () -> boot(nothing, image, urgency, Optional::empty);
    return boot(language, image, urgency, anchors::take);
  }

  /**
   * Makes the anchors that were taken: beside those who wait they would double everybody's wait.
   */
  @Override
  public void leisure() {
    Anchors.Foundry last = foundry;
    if (last != null) {
      anchors.restock(last);
    }
  }

  /**
   * Boots a container, which takes its anchor along when it goes.
   *
   * @param taking asked for an anchor when nothing is left that could fail without somebody to
   *     close the anchor
   */
  private DockerSandbox boot(
      Language language, String image, Urgency urgency, Supplier<Optional<DockerSandbox>> taking)
      throws EngineException, InterruptedException {
    String run = ids.get();
    int user = users.take();
    Optional<DockerSandbox> anchor = taking.get();
    Runnable gone =
        () -> {
          gone(run, user);
          anchor.ifPresent(DockerSandbox::close);
        };
    owned.add(run);
    boolean booted = false;
    try {
      String container =
          calls.within(
              settings.call(),
              "create a container",
              () ->
                  create(
                      language, image, run, user, urgency, anchor.map(DockerSandbox::container)));
      DockerSandbox sandbox =
          new DockerSandbox(
              container,
              control,
              calls,
              settings.call(),
              heartbeat::check,
              () -> cause(container),
              gone);
      try {
        sandbox.boot(streams, settings.boot());
        booted = true;
        return sandbox;
      } finally {
        if (!booted) {
          sandbox.close();
        }
      }
    } finally {
      if (!booted) {
        gone.run();
      }
    }
  }

  private Exit.Cause cause(String container) {
    boolean ownKernel = settings.hasOwnKernel();
    if (memory.tells(container, ownKernel ? KERNEL_NEWS : MEMORY_NEWS)) {
      return Exit.Cause.MEMORY;
    }
    return ownKernel ? Exit.Cause.KERNEL : Exit.Cause.OUTSIDE;
  }

  private void gone(String run, int user) {
    if (owned.remove(run)) {
      users.giveBack(user);
    }
  }

  private String create(
      Language language,
      String image,
      String run,
      int user,
      Urgency urgency,
      Optional<String> anchor) {
    CreateContainerCmd create =
        control
            .createContainerCmd(image)
            .withUser(hardening.user(user))
            .withWorkingDir("/work")
            .withTty(false)
            .withStdinOpen(true)
            .withStdInOnce(true)
            .withAttachStdin(true)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withStopSignal("SIGKILL")
            .withEnv(
                language.environment().entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue())
                    .toList())
            .withLabels(Map.of(Leftovers.INSTANCE, instance.label(), Leftovers.RUN, run))
            .withHostConfig(
                anchor
                    .map(a -> hardening.of(language, user, a))
                    .orElseGet(() -> hardening.of(language, user)));
    if (anchor.isEmpty()) {
      // With another's network comes the other's name.
      create = create.withHostName("box");
    }
    List<String> child = urgency.child(language.commands());
    if (!child.isEmpty()) {
      create = create.withCmd(child);
    }
    return create.exec().getId();
  }

  @Override
  public Optional<String> outage() {
    return heartbeat.outage();
  }

  /** What the engine says of itself; blocks within the call limit. */
  public EngineFacts facts() throws EngineException, InterruptedException {
    return calls.within(
        settings.call(), "describe itself", () -> EngineFacts.of(control.infoCmd().exec()));
  }

  /**
   * Why the runtime that is asked for cannot be had, in one sentence; blocks like {@link #facts}.
   */
  public Optional<String> missingRuntime() throws EngineException, InterruptedException {
    if (settings.runtime().isEmpty()) {
      return Optional.empty();
    }
    Set<String> offered = facts().runtimes();
    return settings
        .runtime()
        .filter(name -> !offered.contains(name))
        .map(
            name ->
                "PARLEY_RUNTIME is "
                    + name
                    + ", which the container engine does not offer; it has "
                    + String.join(", ", new TreeSet<>(offered))
                    + ".");
  }

  /** The labels of an image, where the engine holds it. */
  Optional<Map<String, String>> labels(String image) throws EngineException, InterruptedException {
    return calls.within(
        settings.call(),
        "look for an image",
        () -> {
          try {
            ContainerConfig config = control.inspectImageCmd(image).exec().getConfig();
            Map<String, String> labels = config == null ? null : config.getLabels();
            return Optional.of(labels == null ? Map.of() : labels);
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  ImageTags tags() {
    return tags;
  }

  String host() {
    return settings.host();
  }

  /** How many network namespaces wait for a container: each holds a container of its own. */
  public int anchors() {
    return anchors.waiting();
  }

  private void engineIsUp() {
    memory.listen();
    sweep();
  }

  private void sweep() {
    try {
      leftovers.remove();
    } catch (EngineException e) {
      LOG.warn("Containers may be left over: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    anchors.close();
    heartbeat.close();
    memory.close();
    if (outage().isEmpty()) {
      sweep();
    }
    for (DockerClient client : new DockerClient[] {pings, control, streams}) {
      try {
        client.close();
      } catch (IOException e) {
        LOG.debug("Closing a client of the engine", e);
      }
    }
    calls.close();
  }
}
