//! What receivers of such webhooks ran into: one module per public report, named after the repository and the number of
//! the issue or the pull request. The report on the JSON Schema is in tests/interop.

mod abrasel_nacional_opendelivery_155;
mod alvarofpp_validate_docbr_63;
mod automattic_wordpress_rs_883;
mod briannesbitt_carbon_610;
mod chriskacerguis_codeigniter_restserver_458;
mod documenso_documenso_3204;
mod gastownhall_gascity_5336;
mod hubspot_slack_client_52;
mod jonasbb_serde_with_605;
mod jotaen_klog_217;
mod jprochazk_garde_127;
mod json_c_json_c_800;
mod laravel_framework_30715;
mod laravel_framework_32386;
mod laravel_ideas_1940;
mod octokit_webhooks_net_832;
mod osterjour_line_by_line_9;
mod php_php_src_518;
mod piwigo_piwigo_1566;
mod serenity_rs_serenity_2008;
mod svix_svix_webhooks_2060;
mod tidwall_gjson_29;
mod trentm_json_140;
mod vitorluizc_brazilian_values_42;
mod xampprocky_octocrab_486;
mod zone_eu_wildduck_195;
