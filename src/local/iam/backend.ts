import type { Cloud } from '../cloud.ts';

export class IamBackend {
  readonly cloud: Cloud;
  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }
}
