/** Stands in for what axios imports and no call uses. See bundle.ts. */

/** Of the package form-data. axios needs the class to exist. */
export default class FormData {}

/** Of axios's adapter for fetch. */
export const getFetch = undefined;
