/** Many similar texts, compressed together into one file by our build. */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompressSync, brotliDecompress, constants } from 'node:zlib';

const decompress = promisify(brotliDecompress);

/** The first line of the file: where each text begins and ends, in bytes after that line. */
type Places = Readonly<Record<string, readonly [start: number, end: number]>>;

/** Bytes to decompress at a time; more than the largest archive has. */
const CHUNK = 4_000_000;

const NEWLINE = 0x0a;

export class TextArchive {
  private constructor(
    private readonly places: Places,
    private readonly bytes: Buffer,
  ) {}

  /** Decompresses on one of Node's threads, so that nothing else waits for it. */
  static async from(compressed: Buffer): Promise<TextArchive> {
    const all = await decompress(compressed, { chunkSize: CHUNK });
    const head = all.indexOf(NEWLINE);
    const places = JSON.parse(all.toString('utf8', 0, head)) as Places;
    return new TextArchive(places, all.subarray(head + 1));
  }

  static async read(file: string): Promise<TextArchive> {
    return TextArchive.from(await readFile(file));
  }

  names(): readonly string[] {
    return Object.keys(this.places);
  }

  /** The text with this name, or null. */
  text(name: string): string | null {
    return this.bytesOf(name)?.toString() ?? null;
  }

  /** The same in UTF-8. */
  bytesOf(name: string): Buffer | null {
    const place = Object.hasOwn(this.places, name) ? this.places[name] : undefined;
    return place ? this.bytes.subarray(...place) : null;
  }
}

/** Makes what `from` reads. `isSmall` compresses as much as possible, which takes seconds. */
export function archiveOf(texts: ReadonlyMap<string, string>, isSmall: boolean): Buffer {
  let end = 0;
  const bodies: Buffer[] = [];
  const places = [...texts].map(([name, text]) => {
    const body = Buffer.from(text);
    bodies.push(body);
    const start = end;
    end += body.length;
    return [name, [start, end]] as const;
  });
  const head = Buffer.from(`${JSON.stringify(Object.fromEntries(places))}\n`);
  const all = Buffer.concat([head, ...bodies]);
  return brotliCompressSync(all, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: isSmall ? constants.BROTLI_MAX_QUALITY : 4,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: all.length,
    },
  });
}
