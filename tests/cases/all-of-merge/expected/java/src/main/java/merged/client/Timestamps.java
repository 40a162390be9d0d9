package merged.client;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Times that come as text. */
public final class Timestamps {
  private static final DateTimeFormatter LOCAL_FORM =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("MMM d, uuuu[,] h:mm:ss a")
          .toFormatter(Locale.ENGLISH);

  private Timestamps() {}

  /**
   * Reads a time in ISO 8601, or in the form {@code Nov 14, 2017 10:20:57 PM}.
   *
   * @param text the time as the API sent it
   * @param zone the time zone of the server, for a text that names none
   * @return the time, with the zone of the text or else that of the server
   * @throws DateTimeParseException where the text has neither form
   */
  public static ZonedDateTime parse(String text, ZoneId zone) {
    String bare = text.strip().replace('\u202f', ' ').replace('\u00a0', ' ');
    if (Character.isLetter(bare.isEmpty() ? ' ' : bare.charAt(0))) {
      return LocalDateTime.parse(bare, LOCAL_FORM).atZone(zone);
    }
    String iso = bare.replace(' ', 'T');
    try {
      return OffsetDateTime.parse(iso).toZonedDateTime();
    } catch (DateTimeParseException error) {
      return LocalDateTime.parse(iso).atZone(zone);
    }
  }
}
