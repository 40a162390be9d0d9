import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Looks for the session where nobody may see it: in errors and in the log. */
final class Leaks {
  private static final Logger LOGGER = Logger.getLogger("org.zstack.client");

  private final StringBuffer seen = new StringBuffer();

  Leaks() {
    LOGGER.setLevel(Level.ALL);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            seen.append(record.getMessage()).append('\n');
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  void caught(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    seen.append(text);
  }

  /** The result, if nothing shows the session and there is a log to look at. */
  JsonNode checked(String session, JsonNode result) {
    String text = seen.toString();
    seen.setLength(0);
    if (text.contains(session)) {
      throw new IllegalStateException("the session can be seen: " + text);
    }
    if (!text.contains("AddImage")) {
      throw new IllegalStateException("nothing was logged");
    }
    return result;
  }
}
