# The same policy for Open Policy Agent and conftest:
#   render-sync plan --json > plan.json && conftest test plan.json --policy examples/policies
package main

import rego.v1

deny contains message if {
	some change in input.resource_changes
	change.destroys_data
	message := sprintf("%s would lose its data", [change.address])
}

deny contains message if {
	some change in input.resource_changes
	change.type == "postgres"
	change.change.actions[0] != "no-op"
	some allowed in change.change.after.ipAllowList
	allowed.source == "0.0.0.0/0"
	message := sprintf("%s would be open to everybody", [change.address])
}

deny contains message if {
	input.cost.difference.monthly > 100
	message := sprintf("it would cost $%v a month more", [input.cost.difference.monthly])
}
