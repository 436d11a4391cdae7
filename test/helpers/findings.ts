import type { JsonMethod } from '../review/plans';
import type { DisplayValue } from '../../lib/drift/display';
import { COLLECTION_PATH } from '../../lib/wire/routes';
import { TYPE } from './terraform';

/**
 * All that a review says of an auth method, as lines; ids, and what all addresses and paths begin with, are
 * cut.
 */
export function told(finding: JsonMethod): string[] {
  const { address, constructPath, name, id, action, outcome, importedFrom, movedFrom } = finding;
  const lines = [
    [
      address,
      ...(constructPath === undefined ? [] : [`(${constructPath})`]),
      outcome === action ? action : `${action} (${outcome})`,
      `name=${shown(name)}`,
      ...(id === undefined ? [] : [`id=${id}`]),
      ...(importedFrom === undefined ? [] : [`imported from ${importedFrom}`]),
      ...(movedFrom === undefined ? [] : [`moved from ${movedFrom}`]),
    ].join(' '),
    ...finding.attributes.map(toldAttribute),
    ...finding.waysOut.map(({ choice, text }) => `  ${choice}: ${text}`),
    ...finding.requests.map(
      ({ method, path, body, settled }) =>
        `> ${method} ${path}${body ? ` ${JSON.stringify(body.data.attributes)}` : ''}${settled ? '' : ' (not settled)'}`,
    ),
    ...finding.notes.map(({ text, blocks }) => `${blocks ? 'stops' : 'note'}: ${text}`),
    ...finding.diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`),
  ];
  return lines.map((line) =>
    line
      .replaceAll(`${TYPE}.`, '')
      .replaceAll(COLLECTION_PATH, '')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID'),
  );
}

function toldAttribute(finding: JsonMethod['attributes'][number]): string {
  const values = [finding.deployed, finding.live, finding.wanted].map(shown);
  const told = new Set(values).size === 1 ? values[0] : values.join(' | ');
  return `${finding.attribute}: ${finding.verdict}: ${told}`;
}

function shown(value: DisplayValue): string {
  return value.kind === 'value' ? String(value.value) : `<${value.kind}>`;
}
