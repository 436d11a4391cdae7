import { join } from 'node:path';
import { PACKAGE_NAME, PACKAGE_ROOT } from './package-json';

/** Source maps name the sources of what runs from dist/. */
const OUR_CODE = ['lib', 'dist'].flatMap((folder) =>
  ['construct', 'mirror'].map((room) => join(PACKAGE_ROOT, folder, room)),
);

/** An error whose stack trace has only the user's own code, so that the message is not buried. */
export function synthError(...sentences: readonly string[]): Error {
  const error = new Error(sentences.join(' '));
  const [first, ...frames] = (error.stack ?? '').split('\n');
  const own = frames.filter(
    (frame) =>
      !/node_modules|\bnode:|\(<anonymous>\)/.test(frame) &&
      !OUR_CODE.some((folder) => frame.includes(folder)),
  );
  error.stack = [first, ...own].join('\n');
  return error;
}

export function builtProviderMissing(paths: readonly string[]): Error {
  return synthError(
    `The Terraform provider of ${PACKAGE_NAME} is not built: ${paths.join(' and ')} not found.`,
    'Terraform needs it beside the stack.',
    'In a checkout run `npm run build`. Otherwise install the package again: it contains the provider.',
    `If your app is bundled, exclude ${PACKAGE_NAME} from the bundle.`,
  );
}

export function linkInMirror(path: string): Error {
  return synthError(
    `${path} is a symbolic link, so the provider would be written to another place.`,
    'Remove the link.',
  );
}
