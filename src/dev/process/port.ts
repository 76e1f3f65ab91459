/** Ports on 127.0.0.1. */
import { createServer } from 'node:net';
import { UserError } from '../../core/errors.ts';

const HOST = '127.0.0.1';

/** A port that is free now: the asked one or an error, else the preferred one, else any. */
export async function choosePort(asked: number | undefined, preferred: number): Promise<number> {
  if (asked === undefined) return (await bind(preferred)) ?? (await anyPort());
  const port = await bind(asked);
  if (port !== null) return port;
  throw new UserError(
    `Port ${asked} on ${HOST} is in use: stop the program that uses it, or choose another with \`npm start -- --port N\`.`,
  );
}

async function anyPort(): Promise<number> {
  const port = await bind(0);
  if (port === null)
    throw new UserError(`No free port on ${HOST}: close some programs and try again.`);
  return port;
}

function bind(port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else if (error.code === 'EACCES') {
        reject(new UserError(`This user may not use port ${port}: choose one above 1023.`));
      } else reject(error);
    });
    server.listen({ host: HOST, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? null) : null));
    });
  });
}
