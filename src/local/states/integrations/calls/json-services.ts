/**
 * Services that speak AWS JSON: id, signing name, version, prefix of targets, and whether their members begin with small
 * letters [service models of botocore 1.43.107].
 */
export const jsonServices = `
ACM PCA|acm-pca|1.1|ACMPrivateCA
ACM|acm|1.1|CertificateManager
Application Auto Scaling|application-autoscaling|1.1|AnyScaleFrontendService
Application Discovery Service|discovery|1.1|AWSPoseidonService_V2015_11_01|camelCase
Application Insights|applicationinsights|1.1|EC2WindowsBarleyService
AppRunner|apprunner|1.0|AppRunner
AppStream|appstream|1.1|PhotonAdminProxyService
ARC Region switch|arc-region-switch|1.0|ArcRegionSwitch|camelCase
Athena|athena|1.1|AmazonAthena
Auto Scaling Plans|autoscaling-plans|1.1|AnyScaleScalingPlannerFrontendService
b2bi|b2bi|1.0|B2BI|camelCase
Backup Gateway|backup-gateway|1.0|BackupOnPremises_v20210101
BCM Dashboards|bcm-dashboards|1.0|AWSBCMDashboardsService|camelCase
BCM Data Exports|bcm-data-exports|1.1|AWSBillingAndCostManagementDataExports
BCM Pricing Calculator|bcm-pricing-calculator|1.0|AWSBCMPricingCalculator|camelCase
BCM Recommended Actions|bcm-recommended-actions|1.0|AWSBillingAndCostManagementRecommendedActions|camelCase
Bedrock Data Automation Runtime|bedrock|1.1|AmazonBedrockKeystoneRuntimeService|camelCase
Billing|billing|1.0|AWSBilling|camelCase
Budgets|budgets|1.1|AWSBudgetServiceGateway
Cloud9|cloud9|1.1|AWSCloud9WorkspaceManagementService|camelCase
CloudControl|cloudcontrolapi|1.0|CloudApiService
CloudHSM V2|cloudhsm|1.1|BaldrApiService
CloudHSM|cloudhsm|1.1|CloudHsmFrontendService
CloudTrail|cloudtrail|1.1|com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101
CloudWatch Logs|logs|1.1|Logs_20140328|camelCase
CloudWatch|monitoring|1.0|GraniteServiceVersion20100801
CodeBuild|codebuild|1.1|CodeBuild_20161006|camelCase
CodeCommit|codecommit|1.1|CodeCommit_20150413|camelCase
CodeConnections|codeconnections|1.0|com.amazonaws.codeconnections.CodeConnections_20231201
CodeDeploy|codedeploy|1.1|CodeDeploy_20141006|camelCase
CodePipeline|codepipeline|1.1|CodePipeline_20150709|camelCase
CodeStar connections|codestar-connections|1.0|com.amazonaws.codestar.connections.CodeStar_connections_20191201
Cognito Identity Provider|cognito-idp|1.1|AWSCognitoIdentityProviderService
Cognito Identity|cognito-identity|1.1|AWSCognitoIdentityService
ComprehendMedical|comprehendmedical|1.1|ComprehendMedical_20181030
Comprehend|comprehend|1.1|Comprehend_20171127
Compute Optimizer Automation|aco-automation|1.0|ComputeOptimizerAutomationService|camelCase
Compute Optimizer|compute-optimizer|1.0|ComputeOptimizerService|camelCase
Config Service|config|1.1|StarlingDoveService
Cost and Usage Report Service|cur|1.1|AWSOrigamiServiceGatewayService
Cost Explorer|ce|1.1|AWSInsightsIndexService
Cost Optimization Hub|cost-optimization-hub|1.0|CostOptimizationHubService|camelCase
Data Pipeline|datapipeline|1.1|DataPipeline|camelCase
Database Migration Service|dms|1.1|AmazonDMSv20160101
DataSync|datasync|1.1|FmrsService
DAX|dax|1.1|AmazonDAXV3
Device Farm|devicefarm|1.1|DeviceFarm_20150623|camelCase
Direct Connect|directconnect|1.1|OvertureService|camelCase
Directory Service|ds|1.1|DirectoryService_20150416
DynamoDB Streams|dynamodb|1.0|DynamoDBStreams_20120810
DynamoDB|dynamodb|1.0|DynamoDB_20120810
EC2 Instance Connect|ec2-instance-connect|1.1|AWSEC2InstanceConnectService
ECR PUBLIC|ecr-public|1.1|SpencerFrontendService|camelCase
ECR|ecr|1.1|AmazonEC2ContainerRegistry_V20150921|camelCase
ECS|ecs|1.1|AmazonEC2ContainerServiceV20141113|camelCase
EMR|elasticmapreduce|1.1|ElasticMapReduce
EventBridge|events|1.1|AWSEvents
evs|evs|1.0|AmazonElasticVMwareService|camelCase
Firehose|firehose|1.1|Firehose_20150804
FMS|fms|1.1|AWSFMS_20180101
forecastquery|forecast|1.1|AmazonForecastRuntime
forecast|forecast|1.1|AmazonForecast
FraudDetector|frauddetector|1.1|AWSHawksNestServiceFacade|camelCase
FreeTier|freetier|1.0|AWSFreeTierService|camelCase
FSx|fsx|1.1|AWSSimbaAPIService_v20180301
GameLift|gamelift|1.1|GameLift
Global Accelerator|globalaccelerator|1.1|GlobalAccelerator_V20180706
Glue|glue|1.1|AWSGlue
HealthLake|healthlake|1.0|HealthLake
Health|health|1.1|AWSHealth_20160804|camelCase
identitystore|identitystore|1.1|AWSIdentityStore
Inspector|inspector|1.1|InspectorService|camelCase
Interconnect|interconnect|1.0|Interconnect|camelCase
Invoicing|invoicing|1.0|Invoicing
IoTFleetWise|iotfleetwise|1.0|IoTAutobahnControlPlane|camelCase
IoTSecureTunneling|IoTSecuredTunneling|1.1|IoTSecuredTunneling|camelCase
IoTThingsGraph|iotthingsgraph|1.1|IotThingsGraphFrontEndService|camelCase
Kendra Ranking|kendra-ranking|1.0|AWSKendraRerankingFrontendService
kendra|kendra|1.1|AWSKendraFrontendService
KeyspacesStreams|cassandra|1.0|KeyspacesStreams|camelCase
Keyspaces|cassandra|1.0|KeyspacesService|camelCase
Kinesis Analytics V2|kinesisanalytics|1.1|KinesisAnalytics_20180523
Kinesis Analytics|kinesisanalytics|1.1|KinesisAnalytics_20150814
Kinesis|kinesis|1.1|Kinesis_20131202
KMS|kms|1.1|TrentService
License Manager|license-manager|1.1|AWSLicenseManager
Lightsail|lightsail|1.1|Lightsail_20161128|camelCase
LookoutEquipment|lookoutequipment|1.0|AWSLookoutEquipmentFrontendService
Machine Learning|machinelearning|1.1|AmazonML_20141212
MailManager|ses|1.0|MailManagerSvc
Marketplace Agreement|aws-marketplace|1.0|AWSMPCommerceService_v20200301|camelCase
Marketplace Commerce Analytics|marketplacecommerceanalytics|1.1|MarketplaceCommerceAnalytics20150701|camelCase
Marketplace Entitlement Service|aws-marketplace|1.1|AWSMPEntitlementService
Marketplace Metering|aws-marketplace|1.1|AWSMPMeteringService
MediaStore|mediastore|1.1|MediaStore_20170901
MemoryDB|memorydb|1.1|AmazonMemoryDB
Migration Hub|mgh|1.1|AWSMigrationHub
MigrationHub Config|mgh|1.1|AWSMigrationHubMultiAccountService
MTurk|mturk-requester|1.1|MTurkRequesterServiceV20170117
MWAA Serverless|airflow-serverless|1.0|AmazonMWAAServerless
Network Firewall|network-firewall|1.0|NetworkFirewall_20201112
odb|odb|1.0|Odb|camelCase
OpenSearchServerless|aoss|1.0|OpenSearchServerless|camelCase
Organizations|organizations|1.1|AWSOrganizationsV20161128
PartnerCentral Account|partnercentral-account|1.0|PartnerCentralAccount
PartnerCentral Benefits|partnercentral-benefits|1.0|PartnerCentralBenefitsService
PartnerCentral Channel|partnercentral-channel|1.0|PartnerCentralChannel|camelCase
PartnerCentral Selling|partnercentral-selling|1.0|AWSPartnerCentralSelling
Payment Cryptography|payment-cryptography|1.0|PaymentCryptographyControlPlane
PCS|pcs|1.0|AWSParallelComputingService|camelCase
Personalize|personalize|1.1|AmazonPersonalize|camelCase
Pinpoint SMS Voice V2|sms-voice|1.0|PinpointSMSVoiceV2
PI|pi|1.1|PerformanceInsightsv20180227
Pricing|pricing|1.1|AWSPriceListService
Proton|proton|1.0|AwsProton20200720|camelCase
Redshift Data|redshift-data|1.1|RedshiftData
Redshift Serverless|redshift-serverless|1.1|RedshiftServerless|camelCase
Rekognition|rekognition|1.1|RekognitionService
Resource Groups Tagging API|tagging|1.1|ResourceGroupsTaggingAPI_20170126
Route 53 Domains|route53domains|1.1|Route53Domains_v20140515
Route53 Recovery Cluster|route53-recovery-cluster|1.0|ToggleCustomerAPI
Route53Resolver|route53resolver|1.1|Route53Resolver
SageMaker|sagemaker|1.1|SageMaker
Secrets Manager|secretsmanager|1.1|secretsmanager
Service Catalog|servicecatalog|1.1|AWS242ServiceCatalogService
Service Quotas|servicequotas|1.1|ServiceQuotasV20190624
ServiceDiscovery|servicediscovery|1.1|Route53AutoNaming_v20170314
SFN|states|1.0|AWSStepFunctions|camelCase
Shield|shield|1.1|AWSShield_20160616
Snowball|snowball|1.1|AWSIESnowballJobManagementService
SQS|sqs|1.0|AmazonSQS
SSM Contacts|ssm-contacts|1.1|SSMContacts
SSM|ssm|1.1|AmazonSSM
SSO Admin|sso|1.1|SWBExternalService
Storage Gateway|storagegateway|1.1|StorageGateway_20130630
Support|support|1.1|AWSSupport_20130415|camelCase
SWF|swf|1.0|SimpleWorkflowService|camelCase
Textract|textract|1.1|Textract
Timestream InfluxDB|timestream-influxdb|1.0|AmazonTimestreamInfluxDB|camelCase
Timestream Query|timestream|1.0|Timestream_20181101
Timestream Write|timestream|1.0|Timestream_20181101
Transcribe|transcribe|1.1|Transcribe
Transfer|transfer|1.1|TransferService
Translate|translate|1.1|AWSShineFrontendService_20170701
VerifiedPermissions|verifiedpermissions|1.0|VerifiedPermissions|camelCase
Voice ID|voiceid|1.0|VoiceID
WAF Regional|waf-regional|1.1|AWSWAF_Regional_20161128
WAFV2|wafv2|1.1|AWSWAF_20190729
WAF|waf|1.1|AWSWAF_20150824
WorkMail|workmail|1.1|WorkMailService
Workspaces Instances|workspaces-instances|1.0|EUCMIFrontendAPIService
WorkSpaces|workspaces|1.1|WorkspacesService
`;
