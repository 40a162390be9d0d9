// A real server: `answer` says what it does, `seen` has every request that came, with its whole body.
import { createServer } from "node:http";

export async function serving(answer, work) {
  const seen = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      const body = Buffer.concat(chunks).toString();
      seen.push({ method, url, headers, body });
      answer(seen.at(-1), response, seen.length);
    });
    request.on("error", () => undefined);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  try {
    await work(`http://127.0.0.1:${port}`, seen);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export function reply(response, status, headers = {}, body = "") {
  response.writeHead(status, headers);
  response.end(body);
}

export function json(response, value, headers = {}) {
  reply(response, 200, { "Content-Type": "application/json", ...headers }, JSON.stringify(value));
}
