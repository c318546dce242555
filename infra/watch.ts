import { Duration } from 'aws-cdk-lib'
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import {
  Alarm,
  AlarmWidget,
  ComparisonOperator,
  Dashboard,
  TextWidget,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import { alarmsOf, type Warning } from './alarms.ts'
import type { FunctionName } from './functions.ts'
import { logMetrics } from './metrics.ts'
import { metricsNamespace } from './names.ts'
import { DeskStack } from './parts.ts'
import type { Settings } from './settings.ts'

/** Alarms, each with the sentence that an operator will read; a picture of the same figures; the budget. */
export class WatchStack extends DeskStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, 'watch', settings)
    const topic = this.topic()
    for (const line of logMetrics) for (const group of line.groups) this.countLines(line, group)
    const warned = alarmsOf(this).map((warning) => this.alarm(warning, topic))
    this.dashboard(warned)
    if (settings.budget) this.budget(settings.budget, topic)
  }

  private topic(): Topic {
    const topic = new Topic(this, 'topic', {
      topicName: this.names.alarms,
      enforceSSL: true,
      masterKey: Key.fromKeyArn(this, 'data-key', this.read('data-key-arn')),
    })
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com'), new ServicePrincipal('budgets.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    )
    for (const address of this.settings.operators) topic.addSubscription(new EmailSubscription(address))
    return topic
  }

  /** Lines of a function's log as a figure; several functions add to the same. */
  private countLines({ id, pattern }: (typeof logMetrics)[number], group: FunctionName): void {
    new MetricFilter(this, `count-${id}-${group}`, {
      logGroup: LogGroup.fromLogGroupName(this, `${id}-${group}-log`, `/aws/lambda/${this.names.function(group)}`),
      filterPattern: FilterPattern.literal(pattern),
      metricNamespace: metricsNamespace,
      metricName: `${this.names.prefix}-${id}`,
      metricValue: '1',
      defaultValue: 0,
    })
  }

  private alarm({ id, sentence, metric, above, below, periods = 1 }: Warning, topic: Topic): Alarm {
    const alarm = new Alarm(this, `alarm-${id}`, {
      alarmName: `${this.names.prefix}-${id}`,
      alarmDescription: sentence,
      metric,
      threshold: above ?? below ?? 0,
      comparisonOperator:
        below === undefined ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: below === undefined ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    })
    alarm.addAlarmAction(new SnsAction(topic))
    alarm.addOkAction(new SnsAction(topic))
    return alarm
  }

  private dashboard(warned: readonly Alarm[]): void {
    const dashboard = new Dashboard(this, 'dashboard', {
      dashboardName: this.names.prefix,
      defaultInterval: Duration.days(1),
    })
    dashboard.addWidgets(new TextWidget({ markdown: promises, width: 24, height: 4 }))
    dashboard.addWidgets(
      ...warned.map(
        (alarm) => new AlarmWidget({ alarm, title: alarm.node.id.slice('alarm-'.length), width: 6, height: 4 }),
      ),
    )
  }

  private budget({ amount, unit }: { amount: number; unit: string }, topic: Topic): void {
    new CfnBudget(this, 'budget', {
      budget: {
        budgetName: this.names.prefix,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount, unit },
      },
      notificationsWithSubscribers: [80, 100].map((threshold) => ({
        notification: { notificationType: 'ACTUAL', comparisonOperator: 'GREATER_THAN', threshold },
        subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
      })),
    })
  }
}

/** What staff and readers may expect, beside the figures that show whether they get it. */
const promises = [
  '| Promise | Measured by |',
  '| --- | --- |',
  '| Staff get an answer: 99.9 % in a month, 99 of 100 within a second | answers-fail, answers-slow |',
  '| An accepted change is applied: 99.99 % within 60 s | batch-stuck, queue-changes-dead |',
  '| A published page can be read: 99.95 % in a month | served as files, by the front |',
  '| At most 5 minutes of changes are lost with a table, and 4 hours pass until it is back | recovery to any second, docs/deploy.md |',
].join('\n')
