/** THIRD-PARTY-NOTICES.txt: whose work is in the package, and under which licences. */
import type { Metafile } from 'esbuild';
import { fontNotice } from './fonts.ts';
import { noticeOf, packagesIn, type Notice } from './packages.ts';

const HEAD = `Tensor Drills contains the following works of others, under their own licences.`;
const RULE = '='.repeat(80);

/** Of what the bundles really contain and of the fonts beside them. Throws for an unknown licence. */
export function thirdPartyNotices(
  metafiles: readonly Metafile[],
  fonts: readonly string[],
): string {
  const notices = [...packagesIn(metafiles).map(noticeOf), ...fonts.map(fontNotice)];
  // The same version of a package can be installed in two places.
  const each = new Map(notices.map((one) => [titleOf(one), one]));
  const parts = [...each].map(([title, { text }]) => `${RULE}\n${title}\n${RULE}\n\n${text}\n`);
  return `${HEAD}\n\n${[...each.keys()].join('\n')}\n\n${parts.join('\n')}`;
}

function titleOf({ name, version, licence }: Notice): string {
  return [name, version, `(${licence})`].filter((part) => part !== '').join(' ');
}
