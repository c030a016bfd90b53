/** Stands in for an optional part of a library that Outpost never calls; see vite.config.ts. */
export default null;
