//! What receivers of such webhooks ran into: one module per public report, named after the repository and the number of
//! the issue or the pull request.
//!
//! Three reports are held by tests that say more: svix/svix-webhooks#2060 (`[]` for an empty object) by `adapters`,
//! HubSpot/slack-client#52 (another event with odd fields) by `incoming`, php/php-src#518 (how PHP prints `{}`) by
//! `fixtures`. The reports on the JSON Schema and on other formats are in tests/interop.

mod abrasel_nacional_opendelivery_155;
mod ajv_validator_ajv_558;
mod alvarofpp_validate_docbr_63;
mod arlyon_async_stripe_347;
mod automattic_wordpress_rs_883;
mod briannesbitt_carbon_610;
mod chriskacerguis_codeigniter_restserver_458;
mod documenso_documenso_3204;
mod gastownhall_gascity_5336;
mod jonasbb_serde_with_605;
mod jotaen_klog_217;
mod jprochazk_garde_127;
mod js_joda_js_joda_205;
mod js_joda_js_joda_459;
mod json_c_json_c_800;
mod kotlin_kotlinx_datetime_351;
mod laravel_framework_30715;
mod laravel_framework_32386;
mod laravel_ideas_1940;
mod octokit_webhooks_net_832;
mod osterjour_line_by_line_9;
mod piwigo_piwigo_1566;
mod portabilis_i_educar_1182;
mod schmittjoh_serializer_405;
mod serde_rs_json_933;
mod serenity_rs_serenity_2008;
mod tidwall_gjson_29;
mod trentm_json_140;
mod vitorluizc_brazilian_values_42;
mod xampprocky_octocrab_486;
mod zone_eu_wildduck_195;
