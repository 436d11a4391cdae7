import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClassSchema, Documentation, Language, MarkdownRenderer, type StructSchema } from 'jsii-docgen';

/** Where the framework documents what our types inherit from it. */
const FRAMEWORK_REFERENCE = 'https://developer.hashicorp.com/terraform/cdktf/api-reference/typescript';

/** A type as the compiler describes it: with its own members, without those that it inherits. */
interface AssemblyType {
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly methods?: readonly { readonly name: string }[];
  readonly properties?: readonly { readonly name: string }[];
}

/**
 * API.md, with the members of our own. What a type inherits is left to the framework's reference.
 *
 * @throws when a member has no description
 */
export async function api(root: string): Promise<string> {
  const documentation = await Documentation.forProject(root);
  const { content } = await documentation.toJson({ language: Language.TYPESCRIPT });
  await documentation.cleanup();
  const { types } = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as {
    types: Record<string, AssemblyType>;
  };
  const reference = content.apiReference;
  const text = MarkdownRenderer.fromSchema(
    {
      ...content,
      apiReference: reference && {
        ...reference,
        constructs: reference.constructs.map((schema) => ownMembers(schema, types[schema.fqn])),
        structs: reference.structs.map((schema) => ownMembers(schema, types[schema.fqn])),
      },
    },
    {},
  ).render();
  const undescribed = /^.*\*No description\.\*.*$/m.exec(text);
  if (undescribed) throw new Error(`API.md: a member has no description: ${undescribed[0]}`);
  return text;
}

type TypeSchema = Pick<ClassSchema, 'docs'> & Partial<ClassSchema & StructSchema>;

function ownMembers<T extends TypeSchema>(schema: T, type: AssemblyType = {}): T {
  const own = new Set([...(type.methods ?? []), ...(type.properties ?? [])].map(({ name }) => name));
  const isOwn = ({ displayName }: { displayName: string }) =>
    own.has(displayName.split('.').at(-1) as string);
  const only = (key: 'instanceMethods' | 'staticMethods' | 'constants' | 'properties') =>
    schema[key] ? { [key]: (schema[key] as { displayName: string }[]).filter(isOwn) } : {};
  const bases = [type.base, ...(type.interfaces ?? [])].flatMap((base) => (base ? [`\`${base}\``] : []));
  const inherited =
    bases.length > 0
      ? `It also has the members of ${bases.join(' and ')}: see [the framework's reference](${FRAMEWORK_REFERENCE}).`
      : '';
  return {
    ...schema,
    ...only('instanceMethods'),
    ...only('staticMethods'),
    ...only('constants'),
    ...only('properties'),
    docs: { ...schema.docs, remarks: [schema.docs.remarks, inherited].filter(Boolean).join('\n\n') },
  };
}
