import { dirname, join } from 'node:path';

/** Source maps name the sources of what runs from dist/. */
const OUR_CODE = ['lib', 'dist'].flatMap((folder) =>
  ['construct', 'mirror'].map((room) => join(dirname(dirname(__dirname)), folder, room)),
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

export function builtProviderMissing(packageName: string, paths: readonly string[]): Error {
  return synthError(
    `The Terraform provider of ${packageName} is not built: ${paths.join(' and ')} not found.`,
    'Terraform needs it beside the stack.',
    'In a checkout run `npm run build`. Otherwise install the package again: it contains the provider.',
  );
}

/** @param folder where the bundle is that has the package's code, but not its files */
export function packageNotFound(packageName: string, folder: string): Error {
  return synthError(
    `${packageName} is bundled into the app, and is not installed at ${folder}.`,
    'Its code needs the files of the package: synth puts the Terraform provider beside the stack.',
    `Install it there, or exclude it from the bundle: \`esbuild --external:${packageName}\`.`,
  );
}

export function linkInMirror(path: string): Error {
  return synthError(
    `${path} is a symbolic link, so the provider would be written to another place.`,
    'Remove the link.',
  );
}
