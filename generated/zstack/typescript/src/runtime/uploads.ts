/** Octets that a caller sends: whole, or as a stream. */

/**
 * Octets to send, a text in UTF-8. A stream can be read only once, so that a request with one is
 * never repeated.
 */
export type BinaryInput =
  | string
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** A file to send, with what a form says of it. */
export interface FileUpload {
  /** The octets of the file. */
  readonly content: BinaryInput;
  /** Its name; the one of a `File`, else that of the form's part, by default. */
  readonly fileName?: string | undefined;
  /** Its media type; that of a `Blob`, else what the API says, by default. */
  readonly contentType?: string | undefined;
  /** Further headers of the part. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A file to send: a `File`, octets, or octets with a name and a media type. */
export type Upload = BinaryInput | FileUpload;

/** Octets as `fetch` takes them. */
export type Content = Uint8Array<ArrayBuffer> | Blob | ReadableStream;

/** Whether octets come from a stream, which can be read only once. */
export function isOneShot(content: Content | undefined): boolean {
  return content instanceof ReadableStream;
}

/** A file with all that is known of it. */
export function fileOf(upload: Upload): FileUpload {
  if (upload instanceof Blob) {
    const fileName = "name" in upload ? String(upload.name) : undefined;
    return { content: upload, fileName, contentType: upload.type || undefined };
  }
  if (!isFileUpload(upload)) return { content: upload };
  const known = upload.content instanceof Blob ? fileOf(upload.content) : {};
  return {
    ...known,
    content: upload.content,
    ...(upload.fileName !== undefined && { fileName: upload.fileName }),
    ...(upload.contentType !== undefined && {
      contentType: upload.contentType,
    }),
    headers: upload.headers,
  };
}

/** Octets as `fetch` takes them; those of an array are copied. */
export function contentOf(input: BinaryInput): Content {
  if (typeof input === "string") return new TextEncoder().encode(input);
  if (input instanceof Blob || input instanceof ReadableStream) return input;
  if (input instanceof ArrayBuffer || ArrayBuffer.isView(input)) {
    return new Uint8Array(input);
  }
  return streamOf(input);
}

/** Several contents, one after the other. */
export function joined(contents: readonly Content[]): Content {
  if (contents.some(isOneShot)) return streamOf(piecesOf(contents));
  const whole = contents.filter((one) => one instanceof Uint8Array);
  if (whole.length < contents.length) {
    return new Blob(contents as readonly BlobPart[] as BlobPart[]);
  }
  const length = whole.reduce((sum, one) => sum + one.length, 0);
  const octets = new Uint8Array(length);
  let offset = 0;
  for (const one of whole) {
    octets.set(one, offset);
    offset += one.length;
  }
  return octets;
}

function isFileUpload(upload: Upload): upload is FileUpload {
  return (
    typeof upload === "object" &&
    "content" in upload &&
    !ArrayBuffer.isView(upload) &&
    !(upload instanceof ArrayBuffer) &&
    !(upload instanceof ReadableStream)
  );
}

async function* piecesOf(
  contents: readonly Content[],
): AsyncGenerator<Uint8Array, void> {
  for (const content of contents) {
    if (content instanceof Uint8Array) {
      yield content;
    } else {
      const stream = content instanceof Blob ? content.stream() : content;
      yield* chunksOf(stream as ReadableStream<Uint8Array>);
    }
  }
}

/** The chunks of a stream, which is cancelled when nobody wants more of it. */
export async function* chunksOf(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  let isDone = false;
  try {
    for (;;) {
      const step = await reader.read();
      isDone = step.done;
      if (step.done) return;
      yield step.value;
    }
  } finally {
    if (!isDone) await reader.cancel();
  }
}

/** What an iterator gives, as a stream of the platform. */
export function streamOf(
  chunks: AsyncIterable<Uint8Array>,
): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const step = await iterator.next();
      if (step.done === true) controller.close();
      else controller.enqueue(step.value);
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
}
