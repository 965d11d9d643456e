/** How a repository says its programs are built and started. Plain data from Dockerfiles, compose, Kubernetes, … */

export type WorkloadSource =
  | 'dockerfile'
  | 'compose'
  | 'kubernetes'
  | 'procfile'
  | 'pm2'
  | 'serverless'
  | 'systemd';

/** Where a Kubernetes object puts a container. */
export interface KubernetesPlace {
  /** Kind of the object that starts it, for example `Deployment`. */
  controller: string;
  /** Namespaces that manifests and kustomizations put it in; [] when they leave it open. */
  namespaces: string[];
  container: string;
  /** Labels of the pod template. */
  labels: Record<string, string>;
  /** Paths that HTTP probes of the container ask for. */
  probes: string[];
  /** Names of ConfigMaps that are its environment as a whole. */
  configMaps: string[];
  /** A Helm template: names may get a prefix or a suffix when it is installed. */
  templated: boolean;
}

/** A Kubernetes Service: the host name by which others reach pods. */
export interface KubernetesService {
  name: string;
  namespaces: string[];
  /** Labels of the pods behind it. */
  selector: Record<string, string>;
  file: string;
  /** 1-based. */
  line: number;
}

/** One process that a deployment file starts. */
export interface Workload {
  source: WorkloadSource;
  /** The deployment file, relative to the scanned root, and the 1-based line where the workload begins. */
  file: string;
  line: number;
  /** Compose service, Kubernetes workload, PM2 app, Procfile process type, serverless function; null for a Dockerfile. */
  name: string | null;
  /** Directory (relative to root, POSIX) that relative paths of the command refer to, as far as known. */
  directory: string;
  /** For compose: directory of the build context and the Dockerfile, both relative to the root; null without a build. */
  buildContext: string | null;
  dockerfile: string | null;
  /** Image reference as written (variables kept), null when unknown. */
  image: string | null;
  /** Words of the start command: ENTRYPOINT + CMD, or compose `entrypoint` + `command`, or k8s `command` + `args`; [] when not stated. Shell forms are split into words (`sh -c` unwrapped). */
  command: string[];
  /** Environment set by this file (string values only; unknown values, such as valueFrom, are absent). */
  env: Record<string, string>;
  /** Kubernetes pod-template annotations; {} elsewhere. */
  annotations: Record<string, string>;
  /** `job` for Kubernetes Job and CronJob; otherwise `service`. */
  kind: 'service' | 'job';
  /** Container and service ports that are stated as numbers. */
  ports: number[];
  /** Null for what is not Kubernetes. */
  kubernetes: KubernetesPlace | null;
}

/** What a Dockerfile says beyond its start command. */
export interface DockerImage {
  file: string;
  /** Directory of the Dockerfile, relative to the root. */
  directory: string;
  /** `FROM` images in order, last one is what runs. */
  from: string[];
  /** Sources of COPY/ADD from the build context (not from other stages), as written, normalised to POSIX. */
  copies: { from: string; to: string }[];
  /** RUN command lines, whole. */
  runs: string[];
  /** WORKDIR of the final stage. */
  workdir: string;
  env: Record<string, string>;
}

export interface Deployments {
  workloads: Workload[];
  images: DockerImage[];
  kubernetesServices: KubernetesService[];
}
