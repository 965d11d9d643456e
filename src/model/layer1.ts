/** What a Layer 1 bundle is made from: the services of a scan as Kubernetes runs them, and where telemetry goes. */

/** A controller of Kubernetes that starts pods of a service. */
export interface Layer1Workload {
  /** `Deployment`, `StatefulSet`, …; other kinds are selected by their owner's name. */
  controller: string;
  /** A glob where the name is only known up to a release's prefix. */
  name: string;
  /** [] when the manifests leave it open. */
  namespaces: readonly string[];
  container: string;
  ports: readonly number[];
  /** What Beyla calls the service in `service.name`. */
  serviceName: string;
}

export interface Layer1Service {
  name: string;
  language: string;
  workloads: readonly Layer1Workload[];
  /** Patterns of HTTP paths that it serves: `/orders/{id}`, `/files/*`; sorted, without health checks. */
  routes: readonly string[];
  /** `http`, `grpc` or neither. */
  serves: 'http' | 'grpc' | null;
  /** It makes spans by itself: only metrics are taken from Beyla. */
  hasSdk: boolean;
}

export interface Layer1Settings {
  /** Null when it is not known. */
  cluster: string | null;
  /** Namespace that the bundle lives in. */
  namespace: string;
  /** OTLP over HTTP of Tempo, without a path. */
  tempo: string;
  /** Base URL of Mimir's OTLP endpoint, ending in `/otlp`. */
  mimir: string;
  /** Namespace → tenant. */
  tenants: Readonly<Record<string, string>>;
  /** Tenant of other namespaces; null: no header, for back ends without tenants. */
  defaultTenant: string | null;
  /** Share of traces that are kept, 0 to 1. */
  sampling: number;
  privileged: boolean;
  distribution: 'beyla' | 'obi';
  /** `kustomize`: plain manifests; `helm`: values for the official charts. */
  packaging: 'kustomize' | 'helm';
}

export interface Layer1Input {
  services: readonly Layer1Service[];
  /** Paths of health checks, of all services. */
  healthPaths: readonly string[];
  settings: Layer1Settings;
}

/** A part of a generated file that is written anew each time; what stands around it stays. */
export interface Block {
  id: string;
  /** Whole lines. */
  text: string;
}

/** A file of the bundle; paths are relative to its directory, POSIX. */
export type BundleFile =
  | { path: string; kind: 'blocks'; comment: '#' | '//' | '<!--'; blocks: readonly Block[] }
  | { path: string; kind: 'whole'; text: string };
