import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { filesIn, type PackedFile, zip } from '../../archive';
import { run } from '../../programs';
import { frameworks, PACMAK } from './generate';
import { CACHE, filledOnce } from './programs';

/** A Maven plugin that only copies what a POM names. Maven's own build would download ten times as much. */
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/** Maven refuses what is not in checksums.sha256. Before 3.9, it does not know these settings. */
const CHECKSUMS = [
  'trustedChecksumsSource.summaryFile=true',
  `trustedChecksumsSource.summaryFile.basedir=${__dirname}`,
  'trustedChecksumsSource.summaryFile.originAware=false',
  'artifactResolver.postProcessor.trustedChecksums=true',
  'artifactResolver.postProcessor.trustedChecksums.checksumAlgorithms=SHA-256',
  'artifactResolver.postProcessor.trustedChecksums.failIfMissing=true',
].map((setting) => `-Daether.${setting}`);

const COMPILE = ['--release', '8', '-encoding', 'UTF-8', '-Xlint:none', '-proc:none'];
const DOCUMENT = ['-quiet', '-notimestamp', '-Xdoclint:none', '-encoding', 'UTF-8'];

/** The jars and the POM of a generated package, as Maven Central wants them. */
export function packJava(folder: string, prefix: string): void {
  const [source, resources] = ['java', 'resources'].map((kind) => join(folder, 'java/src/main', kind)) as [
    string,
    string,
  ];
  const [classes, documentation] = [join(folder, 'java/classes'), join(folder, 'java/javadoc')];
  const framework = join(frameworks(), 'java/src/main/java');
  const files = javaFiles(source);
  const found = ['-classpath', runtimeClasspath(), '-sourcepath', [source, framework].join(delimiter)];
  run('javac', [...COMPILE, ...found, '-implicit:none', '-d', classes, ...files]);
  const documented = files.filter((file) => !file.endsWith('$Module.java'));
  run('javadoc', [...DOCUMENT, ...found, '-d', documentation, ...documented]);
  writeFileSync(`${prefix}.jar`, jar([...filesIn(classes), ...filesIn(resources)]));
  writeFileSync(`${prefix}-sources.jar`, jar(filesIn(source)));
  writeFileSync(`${prefix}-javadoc.jar`, jar(filesIn(documentation)));
  cpSync(join(folder, 'java/pom.xml'), `${prefix}.pom`);
}

function jar(files: readonly PackedFile[]): Uint8Array {
  const manifest = Buffer.from('Manifest-Version: 1.0\r\n\r\n');
  return zip([{ name: 'META-INF/MANIFEST.MF', mode: 0o644, content: manifest }, ...files], 9);
}

/** The frameworks, compiled, with what they load at run time. Only apps need them so. */
export function frameworkClasspath(): string {
  const folder = join(frameworks(), 'java');
  const classes = filledOnce(join(folder, 'classes'), (empty) => {
    const files = javaFiles(join(folder, 'src/main/java'));
    run('javac', [...COMPILE, '-classpath', runtimeClasspath(), '-d', empty, ...files]);
  });
  return [classes, join(folder, 'src/main/resources'), runtimeClasspath()].join(delimiter);
}

/** The runtime of jsii and what it needs, from Maven Central. */
function runtimeClasspath(): string {
  const folder = filledOnce(join(CACHE, `java-${PACMAK}`), (empty) => {
    const options = [`-Dmaven.repo.local=${join(CACHE, 'maven')}`, `-DoutputDirectory=${empty}`];
    const pom = ['--file', join(__dirname, 'runtime.pom.xml'), `-Djsii.version=${PACMAK}`];
    run('mvn', ['--batch-mode', ...CHECKSUMS, ...pom, ...options, COPY]);
  });
  return join(folder, '*');
}

function javaFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.java'))
    .sort()
    .map((name) => join(folder, name));
}
