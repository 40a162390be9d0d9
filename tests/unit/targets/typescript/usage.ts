// What a caller's compiler must say of the package that rich.yaml gives.
import { Client, extraProperty, parseJson, stringifyJson } from "rich-client";
import type {
  ByteStream,
  Cat,
  Either,
  JsonValue,
  Pet,
  Rating,
  Size,
  Toy,
} from "rich-client";

const client = new Client({ bearer: "t", basic: { user: "u", password: "p" } });

export async function calls(signal: AbortSignal): Promise<void> {
  const toy = await client.petsFriends.getToy(
    {
      petId: 1,
      toy: ["ball"],
      at: new Date(0),
      filter: { age: 5n },
      limit: undefined,
    },
    { signal, timeout: 1000 },
  );
  if (typeof toy === "object") known(toy);
  const made: Pet = await client.petsFriends.createPet({
    body: { kind: "cat", lives: null },
  });
  pet(made);
  const { data, response } = await client.petsFriends.listPets().withResponse();
  for (const each of data) pet(each);
  const text: string | null = response.headers.get("x");
  const nothing: undefined = await client.constructor_.then_({
    body: text ?? "",
  });
  const file: ByteStream = await client.constructor_.putFile({ name: "a" });
  const octets: Uint8Array = await file.bytes();
  // @ts-expect-error: a required argument
  await client.constructor_.putFile({ body: octets });
  // @ts-expect-error: a misspelt argument
  await client.constructor_.putFile({ name: "a", bodi: octets });
  return nothing;
}

function known(toy: Toy): void {
  const size: Size = "a size of tomorrow";
  const rating: Rating | undefined = toy.rating;
  // @ts-expect-error: it may be absent
  const length: number = toy.made.length;
  // @ts-expect-error: 64 bits are no number
  const count: number = toy["0"];
  const either: Either | null | undefined =
    toy.aVeryLongPropertyNameThatIsLongerThanMostNames;
  const newer: JsonValue | undefined = extraProperty(toy, "newer");
  console.log(
    size,
    rating,
    length,
    count,
    either,
    newer,
    parseJson(stringifyJson(toy)),
  );
}

function pet(value: Pet): bigint | undefined {
  if (value.kind === "cat") {
    const cat: Cat = value;
    return cat.id;
  }
  if (value.kind === "puppy") return BigInt(value.friends?.length ?? 0);
  if (value.kind === 'dog*/"') return undefined;
  // What is left is a kind of tomorrow, of which nothing is known but that it is JSON.
  const rest: JsonValue | undefined = value["anything"];
  return typeof rest === "bigint" ? rest : undefined;
}
