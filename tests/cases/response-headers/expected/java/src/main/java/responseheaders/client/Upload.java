package responseheaders.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Octets that are sent: a whole body, or a file in a form. */
public final class Upload {

  /** Where octets come from. */
  private interface Source {
    InputStream open() throws IOException;
  }

  private final Source source;
  private final long length;
  private final boolean repeatable;
  private final @Nullable String fileName;
  private final @Nullable String mediaType;
  private final Map<String, String> headers;

  private Upload(
      Source source,
      long length,
      boolean repeatable,
      @Nullable String fileName,
      @Nullable String mediaType,
      Map<String, String> headers) {
    this.source = source;
    this.length = length;
    this.repeatable = repeatable;
    this.fileName = fileName;
    this.mediaType = mediaType;
    this.headers = headers;
  }

  /**
   * Octets in memory.
   *
   * @param content the octets, which are copied
   * @return the upload
   */
  public static Upload of(byte[] content) {
    byte[] own = content.clone();
    return new Upload(() -> new ByteArrayInputStream(own), own.length, true, null, null, Map.of());
  }

  /**
   * A file, which is read when it is sent. The upload has its name.
   *
   * @param file the file
   * @return the upload
   * @throws UncheckedIOException where there is no such file
   */
  public static Upload of(Path file) {
    try {
      Path name = file.getFileName();
      return new Upload(
          () -> Files.newInputStream(file),
          Files.size(file),
          true,
          name == null ? null : name.toString(),
          null,
          Map.of());
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /**
   * Octets as they come, once: a request with them is never sent again.
   *
   * @param stream gives the octets, and is closed behind them
   * @return the upload
   */
  public static Upload of(InputStream stream) {
    return new Upload(() -> stream, -1, false, null, null, Map.of());
  }

  /**
   * The same octets under the name of a file.
   *
   * @param name the name, which forms send
   * @return the upload
   */
  public Upload named(String name) {
    return new Upload(source, length, repeatable, name, mediaType, headers);
  }

  /**
   * The same octets as another media type.
   *
   * @param type the media type
   * @return the upload
   */
  public Upload as(String type) {
    return new Upload(source, length, repeatable, fileName, type, headers);
  }

  /**
   * The same octets with a header of their own, which forms send.
   *
   * @param name the name of the header
   * @param value its value
   * @return the upload
   */
  public Upload header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Upload(
        source, length, repeatable, fileName, mediaType, Collections.unmodifiableMap(more));
  }

  /** {@return the name of the file} */
  public Optional<String> fileName() {
    return Optional.ofNullable(fileName);
  }

  /** {@return the media type} */
  public Optional<String> mediaType() {
    return Optional.ofNullable(mediaType);
  }

  /** {@return the headers of its own} */
  public Map<String, String> headers() {
    return headers;
  }

  /** {@return how many octets there are, -1 where nobody knows before they are read} */
  public long length() {
    return length;
  }

  /** {@return whether the octets can be read more than once} */
  public boolean isRepeatable() {
    return repeatable;
  }

  /**
   * Opens the octets.
   *
   * @return the octets
   * @throws IOException where they cannot be read
   */
  public InputStream open() throws IOException {
    return source.open();
  }

  @Override
  public String toString() {
    return "Upload[" + (fileName == null ? "" : fileName + ", ") + length + " octets]";
  }
}
