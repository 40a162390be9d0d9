import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.zstack.client.errors.ApiException;
import org.zstack.client.json.CanonicalJson;

/** {@code Driver sync|async}: one job a line in, one result a line out. */
public final class Driver {
  private Driver() {}

  /** Makes the call of a job with one of the clients. */
  interface Calls {
    JsonNode run(String baseUrl, String session, JsonNode call);
  }

  public static void main(String[] arguments) throws IOException {
    Calls calls = arguments[0].equals("sync") ? new SyncCalls() : new AsyncCalls();
    Leaks leaks = new Leaks();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ObjectMapper mapper = new ObjectMapper();
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      JsonNode job = mapper.readTree(line);
      JsonNode result = run(calls, job, leaks);
      output.println(CanonicalJson.text(leaks.checked(job.get("session").textValue(), result)));
    }
  }

  private static JsonNode run(Calls calls, JsonNode job, Leaks leaks) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    try {
      String baseUrl = job.get("base_url").textValue();
      String session = job.get("session").textValue();
      result.set("ok", calls.run(baseUrl, session, job.get("call")));
    } catch (CompletionException error) {
      leaks.caught(error);
      result.set("error", Neutral.error(error.getCause()));
    } catch (ApiException | CancellationException error) {
      leaks.caught(error);
      result.set("error", Neutral.error(error));
    }
    return result;
  }
}
