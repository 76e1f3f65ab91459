/** The texts of licences, for works that ship none of their own. */
import { createRequire } from 'node:module';
import * as v from 'valibot';

const require = createRequire(import.meta.url);
const textSchema = v.object({ licenseText: v.string() });

/** The licence of a work under its holder's line. */
export function licenceText(licence: string, holder: string): string {
  const { licenseText } = v.parse(
    textSchema,
    require(`spdx-license-list/licenses/${licence}.json`),
  );
  const body = licenseText.replace(/^.*copyright \(c\).*\n+/gim, '').trim();
  return `${holder}\n\n${body}`;
}
