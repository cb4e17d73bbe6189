package dev.parley.json;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import dev.parley.execution.Verdict;
import java.util.Locale;

/**
 * Names of enum constants on the wire: lower case. The one exception is the state of a verdict,
 * which programs that ask for a result know in upper case.
 */
final class WireNames extends NopAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public String[] findEnumValues(
      MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
    for (int i = 0; i < constants.length; i++) {
      String name = constants[i].name();
      names[i] =
          constants[i] instanceof Verdict.State state
              ? state.name()
              : name.toLowerCase(Locale.ROOT);
    }
    return names;
  }
}
