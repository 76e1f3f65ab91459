/** Many texts that repeat each other, compressed together in one file. Our own build writes it. */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompressSync, brotliDecompress, constants } from 'node:zlib';

const decompress = promisify(brotliDecompress);

/** First line of the file: where each text begins and ends, in bytes after that line. */
type Places = Readonly<Record<string, readonly [start: number, end: number]>>;

/** Bytes that are decompressed between two turns of the event loop: all of the largest archive. */
const CHUNK = 4_000_000;

const NEWLINE = 0x0a;

export class TextArchive {
  private constructor(
    private readonly places: Places,
    private readonly bytes: Buffer,
  ) {}

  /** On a thread of Node's own: nobody else waits for it. */
  static async read(file: string): Promise<TextArchive> {
    const all = await decompress(await readFile(file), { chunkSize: CHUNK });
    const head = all.indexOf(NEWLINE);
    const places = JSON.parse(all.toString('utf8', 0, head)) as Places;
    return new TextArchive(places, all.subarray(head + 1));
  }

  /** Null where there is no text of that name. */
  text(name: string): string | null {
    const place = Object.hasOwn(this.places, name) ? this.places[name] : undefined;
    return place ? this.bytes.toString('utf8', ...place) : null;
  }
}

/** What `read` reads. `isSmall`: as small as can be, which takes seconds. */
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
