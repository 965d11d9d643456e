/** A program of the repository that may turn out to be a service. */
import type { Launch } from '../launch/launch.js';
import type { PackageManifest } from '../modules/package-manifest.js';

export interface Candidate {
  /** Directory of the service. */
  directory: string;
  manifest: PackageManifest | null;
  /** The files to show as entrypoints. */
  entrypoints: string[];
  /** The files that get loaded, entrypoints included. */
  roots: string[];
  /** Pages of Next.js: they count only when they load data on the server. */
  pages: string[];
  framework: Launch['framework'];
  /** Best first. */
  launches: Launch[];
  routes: { route: string; file: string }[];
  /** Only `main` says that it starts: it has to serve by itself. */
  onlyMain: boolean;
}
