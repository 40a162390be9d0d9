/** Times that come as text. */

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
const LOCAL_FORM =
  /^([A-Z][a-z]{2})\s(\d{1,2}),\s(\d{4}),?\s(\d{1,2}):(\d{2}):(\d{2})\s([AP])M$/;
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * Reads a time in ISO 8601, or in the form `Nov 14, 2017 10:20:57 PM`.
 *
 * @param text - The time as the API sent it.
 * @param zone - The zone of the server, for a text that names none: `Z` or
 *   `+08:00`.
 * @throws RangeError if the text has neither form.
 */
export function parseTimestamp(text: string, zone = "Z"): Date {
  const trimmed = text.trim();
  const iso = isoForm(trimmed);
  const date = new Date(
    ZONE.test(iso) || !iso.includes("T") ? iso : `${iso}${zone}`,
  );
  if (!/^\d{4}-/.test(iso) || Number.isNaN(date.getTime())) {
    throw new RangeError(`${JSON.stringify(text)} is no time`);
  }
  return date;
}

function isoForm(text: string): string {
  const found = LOCAL_FORM.exec(text);
  if (!found) return text.replace(/^(\d{4}-\d\d-\d\d) /, "$1T");
  const [
    ,
    name = "",
    day = "",
    year = "",
    hour = "",
    minute = "",
    second = "",
    half,
  ] = found;
  const month = MONTHS.indexOf(name) / 3 + 1;
  if (
    !Number.isInteger(month) ||
    month < 1 ||
    Number(hour) < 1 ||
    Number(hour) > 12
  ) {
    return "";
  }
  const hours = (Number(hour) % 12) + (half === "P" ? 12 : 0);
  const [mm, dd, hh] = [month, day, hours].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${year}-${String(mm)}-${String(dd)}T${String(hh)}:${minute}:${second}`;
}
