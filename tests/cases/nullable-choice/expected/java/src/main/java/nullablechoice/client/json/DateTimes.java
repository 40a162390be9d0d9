package nullablechoice.client.json;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** Moments as text: strict where they are written, lenient where they are read. */
final class DateTimes {
  private static final DateTimeFormatter READER =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .toFormatter();

  private DateTimes() {}

  static OffsetDateTime read(String text) {
    TemporalAccessor found = READER.parse(text);
    LocalDateTime local = LocalDateTime.from(found);
    return found.isSupported(ChronoField.OFFSET_SECONDS)
        ? local.atOffset(ZoneOffset.from(found))
        : local.atOffset(ZoneOffset.UTC);
  }

  /** No fraction, six digits, or nine: as many as the moment needs. */
  static String write(OffsetDateTime moment) {
    String fraction = "";
    if (moment.getNano() != 0) {
      String digits = "%09d".formatted(moment.getNano());
      fraction = "." + (digits.endsWith("000") ? digits.substring(0, 6) : digits);
    }
    String local = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").format(moment);
    return local + fraction + moment.getOffset();
  }
}
