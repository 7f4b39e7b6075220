import type { Cloud } from '../cloud.ts';

export class LogsBackend {
  readonly cloud: Cloud;
  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }
}
