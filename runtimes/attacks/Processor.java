// Asks the compiler to run its code while compiling, as an annotation processor: named in a file beside, and in the source.
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.element.TypeElement;

@SupportedAnnotationTypes("*")
public class Processor extends AbstractProcessor {
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    try {
      Files.writeString(Path.of("/tmp/ran-in-the-compiler"), "owned");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return false;
  }

  public static void main(String[] args) {
    System.out.println(Files.exists(Path.of("/tmp/ran-in-the-compiler")) ? "RAN" : "did not run");
  }
}
