/**
 * A value does not have the form that the API documents. Its message names the
 * place.
 */
export class ShapeError extends Error {
  readonly #what: string;
  readonly #path: string;

  constructor(what: string, path = "") {
    super(path === "" ? what : `${path}: ${what}`);
    this.name = "ShapeError";
    this.#what = what;
    this.#path = path;
  }

  /** The same error, seen from the value that holds this one at `place`. */
  inside(place: string | number): ShapeError {
    const step = typeof place === "number" ? `[${String(place)}]` : place;
    const joint = this.#path === "" || this.#path.startsWith("[") ? "" : ".";
    return new ShapeError(this.#what, `${step}${joint}${this.#path}`);
  }
}
