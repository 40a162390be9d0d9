import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles many projects in one process. Arguments: the class path and the options of javac.
 * Standard input: a line a project, its key, the folder of its sources and the folder for classes,
 * with tabs between. Standard output: a line a project, its key, a tab, and what the compiler said
 * first, or nothing.
 */
public final class Builds {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  public static void main(String[] arguments) throws Exception {
    List<String> options = List.of(arguments);
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<String>> waiting = new ArrayList<>();
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        String[] parts = line.split("\t");
        Callable<String> task =
            () -> parts[0] + "\t" + built(Path.of(parts[1]), Path.of(parts[2]), options);
        waiting.add(pool.submit(task));
      }
    }
    for (Future<String> one : waiting) {
      System.out.println(one.get());
    }
    pool.shutdown();
  }

  private static String built(Path sources, Path classes, List<String> options) {
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
            COMPILER.getStandardFileManager(told, Locale.ROOT, StandardCharsets.UTF_8);
        Stream<Path> found = Files.walk(sources)) {
      List<Path> paths =
          found.filter(path -> path.toString().endsWith(".java")).sorted().toList();
      Files.createDirectories(classes);
      List<String> all = new ArrayList<>(options);
      all.add("-d");
      all.add(classes.toString());
      boolean fine =
          COMPILER
              .getTask(null, files, told, all, null, files.getJavaFileObjectsFromPaths(paths))
              .call();
      for (Diagnostic<? extends JavaFileObject> one : told.getDiagnostics()) {
        if (one.getKind() != Diagnostic.Kind.NOTE && one.getSource() != null) {
          return text(sources, one);
        }
      }
      return fine && told.getDiagnostics().isEmpty() ? "" : "failed " + told.getDiagnostics();
    } catch (Exception | StackOverflowError | OutOfMemoryError fault) {
      return "failed: " + fault.toString().replace('\n', ' ');
    }
  }

  private static String text(Path sources, Diagnostic<? extends JavaFileObject> told) {
    Path file = sources.relativize(Path.of(told.getSource().toUri()));
    String message = told.getMessage(Locale.ROOT).replace('\n', ' ').replace('\t', ' ');
    return file + ":" + told.getLineNumber() + ": " + told.getKind() + ": " + message;
  }
}
