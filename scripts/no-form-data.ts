/**
 * Stands in for the package form-data in the built provider, see build.ts. axios needs the class to exist.
 */
export default class FormData {}
