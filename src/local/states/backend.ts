import type { Cloud } from '../cloud.ts';

export class StatesBackend {
  readonly cloud: Cloud;
  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }
}
