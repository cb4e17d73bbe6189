package dev.parley.container.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine goes on telling until it ends or is closed; closing it twice does nothing. */
abstract class EngineStream<T> implements ResultCallback<T> {

  private static final Logger LOG = LoggerFactory.getLogger(EngineStream.class);

  private volatile Closeable stream;

  @Override
  public void onStart(Closeable opened) {
    stream = opened;
  }

  @Override
  public void close() {
    Closeable opened = stream;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        LOG.debug("Closing a stream of the engine", e);
      }
    }
  }
}
