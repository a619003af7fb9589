{{/*
The name that all objects begin with. 52 characters at most: the longest suffix has 10, and a StatefulSet's pods carry
its name with 11 more in a label; both may have 63.
*/}}
{{- define "hayate.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains (include "hayate.name" .) .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "hayate.name" .) | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "hayate.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "hayate.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "hayate.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* What selects the pods. Cannot be changed on what is installed: no versions in here. */}}
{{- define "hayate.selectorLabels" -}}
app.kubernetes.io/name: {{ include "hayate.name" . }}
app.kubernetes.io/instance: {{ .Release.Name | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/component: bidder
{{- end -}}

{{/* Of every object. The chart's own win over those of the values, so that a selector never misses. */}}
{{- define "hayate.labels" -}}
{{- $own := include "hayate.selectorLabels" . | fromYaml -}}
{{- $_ := set $own "app.kubernetes.io/version" (.Chart.AppVersion | replace "+" "_" | trunc 63) -}}
{{- $_ := set $own "app.kubernetes.io/managed-by" .Release.Service -}}
{{- $_ := set $own "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") -}}
{{- mergeOverwrite (deepCopy .Values.commonLabels) $own | toYaml -}}
{{- end -}}

{{/* Of the pods. Without the chart's version, which would make a new pod for a change that is none to it. */}}
{{- define "hayate.podLabels" -}}
{{- $own := omit (include "hayate.labels" . | fromYaml) "helm.sh/chart" "app.kubernetes.io/managed-by" -}}
{{- mergeOverwrite (deepCopy .Values.podLabels) $own | toYaml -}}
{{- end -}}

{{- define "hayate.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* The Secret that holds the admin token. */}}
{{- define "hayate.adminTokenSecret" -}}
{{- default (include "hayate.fullname" .) .Values.adminToken.existingSecret -}}
{{- end -}}

{{- define "hayate.adminTokenKey" -}}
{{- ternary .Values.adminToken.existingSecretKey "admin-token" (ne .Values.adminToken.existingSecret "") -}}
{{- end -}}

{{/*
The token for the chart's own Secret, base64: the given one, else the one that is installed, else a new one. To be rendered
once only, as a new one is another each time.
*/}}
{{- define "hayate.adminTokenData" -}}
{{- $installed := lookup "v1" "Secret" .Release.Namespace (include "hayate.fullname" .) -}}
{{- if .Values.adminToken.value -}}
{{- .Values.adminToken.value | b64enc -}}
{{- else if and $installed (get (default dict $installed.data) "admin-token") -}}
{{- get $installed.data "admin-token" -}}
{{- else -}}
{{- randAlphaNum 40 | b64enc -}}
{{- end -}}
{{- end -}}

{{/* The bidder's configuration file. Every value is a string there: Helm would write large numbers as 1e+06. */}}
{{- define "hayate.configFile" -}}
{{- range $key, $value := .Values.config }}
{{- if and (kindIs "float64" $value) (eq $value (floor $value)) }}
{{ $key }}: {{ int64 $value | toString | quote }}
{{- else if ne (toString $value) "" }}
{{ $key }}: {{ toString $value | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Milliseconds of a duration as the bidder writes them: 0, 250ms, 10s, 5m, 24h, 7d. */}}
{{- define "hayate.durationMs" -}}
{{- $text := toString . -}}
{{- $unit := regexFind "[a-z]+$" $text -}}
{{- $number := regexFind "^[0-9]+" $text | int64 -}}
{{- mul $number (get (dict "" 1 "ms" 1 "s" 1000 "m" 60000 "h" 3600000 "d" 86400000) $unit) -}}
{{- end -}}

{{/* Bytes of a Kubernetes quantity such as 4Gi, rounded down to whole MiB for numbers with a fraction. */}}
{{- define "hayate.bytes" -}}
{{- $text := toString . -}}
{{- $suffix := regexFind "[A-Za-z]*$" $text -}}
{{- $number := regexFind "^[0-9.]+" $text | float64 -}}
{{- $factors := dict "" 1 "k" 1000 "M" 1000000 "G" 1000000000 "T" 1000000000000 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 -}}
{{- mulf $number (get $factors $suffix) | floor | int64 -}}
{{- end -}}

{{/* MiB that the bidder's maps take when they are made, at most: 1,280 bytes a campaign, 640 a creative, 4 MiB for
advertisers. */}}
{{- define "hayate.mapsMib" -}}
{{- $bytes := add 4194304 (mul (int64 .Values.config.maxCampaigns) 1280) (mul (int64 .Values.config.maxCreatives) 640) -}}
{{- add 1 (div $bytes 1048576) -}}
{{- end -}}

{{/* Of secrets. Helm deletes the chart's own Secret once the chart does not render it, whoever put the data in. */}}
{{- define "hayate.secretRefusals" -}}
{{- $own := include "hayate.fullname" . -}}
{{- range $value := list "adminToken" "noticeKeys" "priceKeys" -}}
{{- if eq (get (get $.Values $value) "existingSecret") $own -}}
{{- fail (printf "%s.existingSecret is %s, which is the name of the chart's own Secret: Helm would take it for its own, and delete it. Give yours another name." $value $own) -}}
{{- end -}}
{{- end -}}
{{- $ids := list -}}
{{- range splitList "," .Values.noticeKeys.value -}}
{{- $ids = append $ids (splitList ":" . | first) -}}
{{- end -}}
{{- if ne (len $ids) (len (uniq $ids)) -}}
{{- fail "noticeKeys.value has an id twice: which key verifies? Give each key an id of its own." -}}
{{- end -}}
{{- end -}}

{{/* Of config: what the bidder would refuse at its start, or what would leave it where nobody reaches it. */}}
{{- define "hayate.configRefusals" -}}
{{- range $key, $who := dict "adminHost" "the probes come from outside the pod and could not reach the admin port" "bidHost" "exchanges come from outside the pod and could not reach the bid port" -}}
{{- $host := toString (default "" (get $.Values.config $key)) -}}
{{- if regexMatch "(?i)^(127\\.[0-9.]*|localhost(\\..*)?|(0*:)+0*1|.*:127\\.[0-9.]*)$" $host -}}
{{- fail (printf "config.%s is %s: %s. Leave it out." $key $host $who) -}}
{{- end -}}
{{- end -}}
{{- range $key, $bounds := dict "noticeExpiry" (list "1s" "8760h") "ratesMaxAge" (list "1m" "8760h") "requestTimeout" (list "1ms" "1h") "idleTimeout" (list "150s" "8760h") "journalKeep" (list "1m" "8760h") "drain" (list "1ms" "1h") -}}
{{- $text := toString (default "" (get $.Values.config $key)) -}}
{{- if not (has $text (list "" "0")) -}}
{{- $ms := include "hayate.durationMs" $text | int64 -}}
{{- if or (lt $ms (include "hayate.durationMs" (first $bounds) | int64)) (gt $ms (include "hayate.durationMs" (last $bounds) | int64)) -}}
{{- fail (printf "config.%s is %s, but the bidder takes a duration from %s to %s and would not start." $key $text (first $bounds) (last $bounds)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What must not be installed, each with the reason. */}}
{{- define "hayate.refusals" -}}
{{- if gt (int .Values.replicas) 1 -}}
{{- fail (printf "replicas is %d, but one bidder is the most: two that share nothing would each spend the whole budget of every campaign. More replicas need the cluster form, which this version does not have yet. Give the one more CPU instead." (int .Values.replicas)) -}}
{{- end -}}
{{- if and .Values.adminToken.value .Values.adminToken.existingSecret -}}
{{- fail "adminToken.value and adminToken.existingSecret are both given: which one holds? Leave one out." -}}
{{- end -}}
{{- if and .Values.noticeKeys.value .Values.noticeKeys.existingSecret -}}
{{- fail "noticeKeys.value and noticeKeys.existingSecret are both given: which one holds? Leave one out." -}}
{{- end -}}
{{- if and .Values.campaigns.samples .Values.campaigns.existingConfigMap -}}
{{- fail "campaigns.samples and campaigns.existingConfigMap are both given: the bidder reads one file. Leave one out." -}}
{{- end -}}
{{- if and .Values.persistence.existingClaim (not .Values.persistence.enabled) -}}
{{- fail "persistence.existingClaim is given, but persistence.enabled is false: shall the data be kept or not? Leave one out." -}}
{{- end -}}
{{- include "hayate.secretRefusals" . -}}
{{- include "hayate.configRefusals" . -}}
{{- if and .Values.service.loadBalancerSourceRanges (ne .Values.service.type "LoadBalancer") -}}
{{- fail (printf "service.loadBalancerSourceRanges is given, but service.type is %s: only a LoadBalancer keeps others out by it. Leave it out, and use a NetworkPolicy." .Values.service.type) -}}
{{- end -}}
{{- $memory := toString (dig "limits" "memory" "" .Values.resources) -}}
{{- if or (eq $memory "") (eq (include "hayate.bytes" (default "0" $memory)) "0") -}}
{{- fail "resources.limits.memory is not given: the JVM would take 40 % of the node's memory for its heap, and the kernel would end whatever it likes. Give it, the same as resources.requests.memory." -}}
{{- end -}}
{{- $volumeMib := div (include "hayate.bytes" .Values.persistence.size | int64) 1048576 -}}
{{- $needMib := add (include "hayate.mapsMib" . | int64) 256 -}}
{{- if and (not .Values.persistence.existingClaim) (lt $volumeMib $needMib) -}}
{{- fail (printf "persistence.size is %s, but config.maxCampaigns %d and config.maxCreatives %d make maps of %s MiB, allocated whole at the first start, and the change log beside them needs 256 MiB. Give at least %dMi, three times the maps if they shall grow, or lower the two." .Values.persistence.size (int64 .Values.config.maxCampaigns) (int64 .Values.config.maxCreatives) (include "hayate.mapsMib" .) $needMib) -}}
{{- end -}}
{{- end -}}
