package dev.parley.socketio;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A token bucket for each address; an IPv6 network of 64 bits counts as one. Thread-safe. */
final class HandshakeLimit {

  private final int burst;
  private final double perNano;
  private final LongSupplier nanoTime;
  private final Map<InetAddress, Bucket> buckets;

  HandshakeLimit(SocketIoSettings.Access access, LongSupplier nanoTime) {
    this.burst = access.handshakeBurst();
    this.perNano = access.handshakesPerSecond() / 1e9;
    this.nanoTime = nanoTime;
    this.buckets =
        new LinkedHashMap<>(64, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<InetAddress, Bucket> eldest) {
            return size() > access.maxAddresses();
          }
        };
  }

  synchronized boolean tryAcquire(InetAddress address) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(network(address), fresh -> new Bucket(burst, now));
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filledAt) * perNano);
    bucket.filledAt = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }

  private static InetAddress network(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return address;
    }
    Arrays.fill(bytes, 8, 16, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException(e); // Sixteen bytes are always an address.
    }
  }

  private static final class Bucket {
    private double tokens;
    private long filledAt;

    Bucket(double tokens, long filledAt) {
      this.tokens = tokens;
      this.filledAt = filledAt;
    }
  }
}
