// Copies the icons that the design systems' styles point at into public/assets/images.
// Only icons: crowns, crests and logotypes belong to GOV.UK services and stay out of the bundle.
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ui = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = [
  'node_modules/govuk-frontend/dist/govuk/assets/images',
  'node_modules/@ministryofjustice/frontend/moj/assets/images',
];
const target = join(ui, 'public', 'assets', 'images');

await mkdir(target, { recursive: true });
for (const source of sources) {
  const folder = join(ui, source);
  for (const name of await readdir(folder)) {
    if (name.startsWith('icon-')) await copyFile(join(folder, name), join(target, name));
  }
}
